import Foundation
import Seeded
import Testing

@testable import Policy

@Suite("Working hours")
struct WorkingHoursTests {
    private func date(_ text: String) throws -> Date {
        try #require(ISO8601DateFormatter().date(from: text))
    }

    private func hours(
        _ zone: String, _ opens: Int = 540, _ closes: Int = 1050, days: Set<Int> = [2, 3, 4, 5, 6],
        holidays: Set<WorkingHours.Day> = []
    ) throws -> WorkingHours {
        WorkingHours(
            zone: try #require(TimeZone(identifier: zone)), opens: opens, closes: closes, weekdays: days,
            holidays: holidays)
    }

    // Dublin works 09:00 to 17:30, which is 08:00Z to 16:30Z in summer.
    @Test(
        "a deadline counts only hours at work",
        arguments: [
            ("within the day", "2026-05-06T08:00:00Z", 8.0, "2026-05-06T16:00:00Z"),
            ("ends exactly at closing", "2026-05-06T08:00:00Z", 8.5, "2026-05-06T16:30:00Z"),
            ("over the night", "2026-05-06T15:00:00Z", 8.0, "2026-05-07T14:30:00Z"),
            ("comes before opening", "2026-05-06T03:00:00Z", 1.0, "2026-05-06T09:00:00Z"),
            ("comes after closing", "2026-05-06T20:00:00Z", 1.0, "2026-05-07T09:00:00Z"),
            ("over the weekend", "2026-05-08T16:00:00Z", 1.0, "2026-05-11T08:30:00Z"),
            ("comes on a Saturday", "2026-05-09T12:00:00Z", 0.5, "2026-05-11T08:30:00Z"),
            ("no time", "2026-05-09T12:00:00Z", 0.0, "2026-05-09T12:00:00Z"),
            ("two weeks", "2026-05-04T08:00:00Z", 85.0, "2026-05-15T16:30:00Z"),
        ])
    func dublin(name: String, from: String, count: Double, due: String) throws {
        let hours = try hours("Europe/Dublin")
        let expected = try date(due)
        #expect(hours.deadline(after: try date(from), hours: count) == expected, "\(name)")
    }

    @Test("holidays are not worked")
    func holidays() throws {
        let hours = try hours(
            "Europe/Dublin", holidays: [.init(year: 2026, month: 12, day: 25), .init(year: 2026, month: 12, day: 28)])
        // Thursday 24 December, an hour before closing, to Tuesday the 29th; winter time is UTC.
        let expected = try date("2026-12-29T10:00:00Z")
        #expect(hours.deadline(after: try date("2026-12-24T16:30:00Z"), hours: 2) == expected)
    }

    @Test("the clock's change moves the hours, not their number")
    func daylightSaving() throws {
        // Clocks go forward on Sunday 29 March 2026: Friday 17:30 is 17:30Z, Monday 09:00 is 08:00Z.
        let hours = try hours("Europe/Dublin")
        let spring = try date("2026-03-30T08:30:00Z")
        #expect(hours.deadline(after: try date("2026-03-27T17:00:00Z"), hours: 1) == spring)
        let autumn = try date("2026-10-26T09:30:00Z")
        #expect(hours.deadline(after: try date("2026-10-23T16:00:00Z"), hours: 1) == autumn)
    }

    @Test("a night shift over the change counts the hours that pass")
    func changeAtWork() throws {
        let night = try hours("Europe/Berlin", 0, 300, days: [1, 2, 3, 4, 5, 6, 7])
        // 29 March 2026: 00:00 to 05:00 are four hours, since 02:00 to 03:00 is left out.
        let start = try date("2026-03-28T23:00:00Z")
        let (whole, next) = (try date("2026-03-29T03:00:00Z"), try date("2026-03-29T22:30:00Z"))
        #expect(night.deadline(after: start, hours: 4) == whole)
        #expect(night.deadline(after: start, hours: 4.5) == next)
        // 25 October 2026: six hours.
        let autumn = try date("2026-10-25T04:00:00Z")
        #expect(night.deadline(after: try date("2026-10-24T22:00:00Z"), hours: 6) == autumn)
    }

    @Test("a day whose midnight does not exist is a day")
    func noMidnight() throws {
        // In Beirut clocks go from 00:00 to 01:00 on 29 March 2026, a Sunday.
        let always = try hours("Asia/Beirut", 0, 1440, days: [1, 2, 3, 4, 5, 6, 7])
        let start = try date("2026-03-28T12:00:00Z")
        #expect(always.deadline(after: start, hours: 100) == start.addingTimeInterval(360_000))
    }

    @Test("it ends where only holidays lie ahead, or no day is worked")
    func endless() throws {
        let february = (1...28).map { WorkingHours.Day(year: 2026, month: 2, day: $0) }
        let start = try date("2026-02-01T00:00:00Z")
        let expected = try date("2026-03-02T10:00:00Z")
        #expect(try hours("UTC", holidays: Set(february)).deadline(after: start, hours: 1) == expected)
        #expect(try hours("UTC", days: []).deadline(after: start, hours: 1) == start)
    }

    @Test("it agrees with counting minute by minute")
    func property() throws {
        var generator = SeededGenerator(seed: 11)
        let zones = ["Europe/Dublin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Africa/Nairobi"]
        for round in 0..<60 {
            let opens = Int.random(in: 0..<1380, using: &generator)
            let hours = try hours(
                zones[round % zones.count], opens, Int.random(in: opens + 30...1440, using: &generator),
                days: Set((0..<3).map { _ in Int.random(in: 1...7, using: &generator) }),
                holidays: [.init(year: 2026, month: 3, day: Int.random(in: 1...31, using: &generator))])
            let start = try date("2026-03-20T00:00:00Z")
                .addingTimeInterval(60 * Double(Int.random(in: 0..<20_000, using: &generator)))
            let minutes = Int.random(in: 1...900, using: &generator)
            let found = hours.deadline(after: start, hours: Double(minutes) / 60).timeIntervalSince(start)
            #expect(
                found.rounded() == counted(hours, start, minutes).timeIntervalSince(start),
                "\(hours) \(start) \(minutes)")
        }
    }

    /// Goes minute by minute and counts those that the zone's clock shows as worked.
    private func counted(_ hours: WorkingHours, _ start: Date, _ minutes: Int) -> Date {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = hours.zone
        var now = start
        var left = minutes
        while left > 0 {
            let parts = calendar.dateComponents([.year, .month, .day, .weekday, .hour, .minute], from: now)
            let minute = (parts.hour ?? 0) * 60 + (parts.minute ?? 0)
            let day = WorkingHours.Day(year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0)
            if hours.weekdays.contains(parts.weekday ?? 0), !hours.holidays.contains(day), minute >= hours.opens,
                minute < hours.closes
            {
                left -= 1
            }
            now = now.addingTimeInterval(60)
        }
        return now
    }
}
