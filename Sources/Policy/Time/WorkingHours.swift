import Foundation

/// When people of a jurisdiction are at work: the clock by which deadlines run.
public struct WorkingHours: Sendable, Equatable {
    /// A calendar day without a time.
    public struct Day: Sendable, Hashable {
        /// As in 2026.
        public var year: Int
        /// From 1.
        public var month: Int
        /// Of the month, from 1.
        public var day: Int

        /// A day of the Gregorian calendar.
        public init(year: Int, month: Int, day: Int) {
            self.year = year
            self.month = month
            self.day = day
        }
    }

    /// The zone whose clock counts.
    public var zone: TimeZone
    /// Minutes after midnight at which the day begins, 0 to 1439.
    public var opens: Int
    /// Minutes after midnight at which it ends, greater than ``opens``, up to 1440.
    public var closes: Int
    /// Days of the week that are worked, 1 Sunday to 7 Saturday.
    public var weekdays: Set<Int>
    /// Days that are not worked although their weekday is.
    public var holidays: Set<Day>

    /// Working hours in a zone.
    public init(
        zone: TimeZone, opens: Int = 9 * 60, closes: Int = 17 * 60, weekdays: Set<Int> = [2, 3, 4, 5, 6],
        holidays: Set<Day> = []
    ) {
        self.zone = zone
        self.opens = opens
        self.closes = closes
        self.weekdays = weekdays
        self.holidays = holidays
    }

    /// The moment at which so much working time after `date` is used up.
    ///
    /// Only time between opening and closing on a working day counts, and it counts as it passes: a day on which the
    /// clock is put forward at noon is an hour shorter. What ends exactly at closing time ends there and not at the next opening.
    public func deadline(after date: Date, hours: Double) -> Date {
        var left = hours * 3600
        guard left > 0, !weekdays.isEmpty, closes > opens else { return date }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        var today = calendar.dateComponents([.year, .month, .day], from: date)
        // Every turn either is a holiday, or one of at most seven days of a week of which one at least uses up
        // working time; a day may be lost where the clock is put forward.
        let days = holidays.count + 14 + 7 * Int(left / Double((closes - opens) * 60)) * 2
        for _ in 0..<days {
            if isWorked(today, calendar),
                let from = moment(today, minute: opens, calendar), let to = moment(today, minute: closes, calendar)
            {
                let start = max(from, date)
                let length = to.timeIntervalSince(start)
                if length >= left { return start.addingTimeInterval(left) }
                if length > 0 { left -= length }
            }
            today = following(today, calendar)
        }
        return date.addingTimeInterval(hours * 3600)
    }

    private func isWorked(_ day: DateComponents, _ calendar: Calendar) -> Bool {
        guard let year = day.year, let month = day.month, let number = day.day,
            !holidays.contains(Day(year: year, month: month, day: number)),
            // Noon, since midnight does not exist on some days in some zones.
            let noon = moment(day, minute: 720, calendar)
        else { return false }
        return weekdays.contains(calendar.component(.weekday, from: noon))
    }

    private func moment(_ day: DateComponents, minute: Int, _ calendar: Calendar) -> Date? {
        var clock = minute < 1440 ? day : following(day, calendar)
        clock.hour = minute < 1440 ? minute / 60 : 0
        clock.minute = minute % 60
        return calendar.date(from: clock)
    }

    private func following(_ day: DateComponents, _ calendar: Calendar) -> DateComponents {
        var noon = day
        noon.hour = 12
        guard let date = calendar.date(from: noon), let next = calendar.date(byAdding: .day, value: 1, to: date) else {
            return day
        }
        return calendar.dateComponents([.year, .month, .day], from: next)
    }
}
