/// The Gregorian calendar in UTC, as far as mail dates need it: years from 1900.
enum UTCCalendar {
    /// The days of a month.
    static func length(of month: Int, _ year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    /// Days from 1970-01-01 in the Gregorian calendar, for years from 1.
    static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        // The year begins with March, so that the leap day is its last.
        let year = month <= 2 ? year - 1 : year
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return year * 365 + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468
    }

    /// The date of a number of days from 1970-01-01.
    private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, day)
    }

    /// Seconds from 1970-01-01T00:00:00Z in RFC 3339.
    static func timestamp(_ instant: Int) -> String {
        let (days, second) = instant.quotientAndRemainder(dividingBy: 86_400)
        return second < 0 ? format(civil(days - 1), second: second + 86_400) : format(civil(days), second: second)
    }

    private static func format(_ date: (year: Int, month: Int, day: Int), second: Int) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(20)
        func digits(_ value: Int, _ count: Int, _ separator: UInt8) {
            var divisor = count == 4 ? 1000 : 10
            while divisor > 0 {
                bytes.append(0x30 + UInt8(truncatingIfNeeded: value / divisor % 10))
                divisor /= 10
            }
            bytes.append(separator)
        }
        digits(date.year, 4, 0x2D)
        digits(date.month, 2, 0x2D)
        digits(date.day, 2, 0x54)
        digits(second / 3600, 2, 0x3A)
        digits(second / 60 % 60, 2, 0x3A)
        digits(second % 60, 2, 0x5A)
        return String(decoding: bytes, as: UTF8.self)
    }
}
