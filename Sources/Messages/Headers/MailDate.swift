/// The `Date` field (RFC 5322 sections 3.3 and 4.3), read leniently: words in any order, two-digit years, missing
/// seconds, obsolete and military zones, comments, the form of asctime, and ISO 8601 dates.
struct MailDate {
    private var day: Int?
    private var month: Int?
    private var year: Int?
    private var seconds: Int?
    private var offset = 0
    private var hasZone = false
    private var isAfternoon: Bool?

    /// The instant in RFC 3339, in UTC; nil where no date can be made out.
    static func timestamp(in input: Span<UInt8>, _ value: Range<Int>) -> String? {
        var date = MailDate()
        // Longer fields are no dates.
        var position = value.lowerBound
        let end = min(value.upperBound, value.lowerBound + 200)
        while position < end {
            let byte = input[position]
            if byte == 0x28 {
                position = ByteScan.find(0x29, in: input, position..<end) + 1
            } else if byte.isDigit || byte == 0x2B || byte == 0x2D {
                position = date.number(from: position, end: end, in: input)
            } else if byte.isLetter {
                let start = position
                while position < end, input[position].isLetter { position += 1 }
                date.word(start..<position, in: input)
            } else {
                position += 1
            }
        }
        return date.text()
    }

    /// Reads what begins with a digit or a sign: a time, a zone, a date with dashes, a day, a year.
    private mutating func number(from start: Int, end: Int, in input: Span<UInt8>) -> Int {
        let sign = input[start]
        let isSigned = !sign.isDigit
        var position = isSigned ? start + 1 : start
        var value = 0
        var digits = 0
        while position < end, input[position].isDigit, digits < 9 {
            value = value * 10 + Int(input[position] & 0x0F)
            digits += 1
            position += 1
        }
        guard digits > 0 else { return start + 1 }
        if position < end, input[position] == 0x3A, !(isSigned && seconds != nil) {
            return time(hour: value, from: position, end: end, in: input)
        }
        if isSigned, seconds != nil, !hasZone {
            if digits <= 2, position + 2 < end, input[position] == 0x3A {
                value = value * 100 + Int(input[position + 1] & 0x0F) * 10 + Int(input[position + 2] & 0x0F)
                position += 3
            } else if digits <= 2 {
                value *= 100
            }
            setZone(value, isNegative: sign == 0x2D)
        } else if digits >= 4, position < end, input[position] == 0x2D, year == nil, position + 1 < end,
            input[position + 1].isDigit
        {
            year = value
            return isoDay(from: position, end: end, in: input)
        } else if day == nil, digits <= 2 {
            day = value
        } else if year == nil {
            // RFC 5322 section 4.3: years of two and three digits.
            year = digits >= 4 ? value : digits == 2 && value < 50 ? value + 2000 : value + 1900
        }
        return position
    }

    /// `-MM-DD` and a `T` after it.
    private mutating func isoDay(from start: Int, end: Int, in input: Span<UInt8>) -> Int {
        var position = start
        for place in 0..<2 {
            guard position + 2 < end, input[position] == 0x2D, input[position + 1].isDigit, input[position + 2].isDigit
            else { return position }
            let value = Int(input[position + 1] & 0x0F) * 10 + Int(input[position + 2] & 0x0F)
            if place == 0 { month = value } else { day = value }
            position += 3
        }
        if position < end, input[position] | 0x20 == 0x74 { position += 1 }
        return position
    }

    /// `:MM` and perhaps `:SS` after an hour.
    private mutating func time(hour: Int, from start: Int, end: Int, in input: Span<UInt8>) -> Int {
        var position = start
        var parts = [hour]
        while parts.count < 3, position + 1 < end, input[position] == 0x3A, input[position + 1].isDigit {
            position += 1
            var value = 0
            var digits = 0
            while position < end, input[position].isDigit, digits < 2 {
                value = value * 10 + Int(input[position] & 0x0F)
                digits += 1
                position += 1
            }
            parts.append(value)
        }
        // Fractions of a second.
        if position + 1 < end, input[position] == 0x2E {
            position += 1
            while position < end, input[position].isDigit { position += 1 }
        }
        guard seconds == nil, parts.count >= 2, hour < 24, parts[1] < 60 else { return max(position, start + 1) }
        let second = parts.count > 2 ? parts[2] : 0
        guard second <= 60 else { return position }
        seconds = hour * 3600 + parts[1] * 60 + second
        return position
    }

    private mutating func setZone(_ value: Int, isNegative: Bool) {
        hasZone = true
        let minutes = value / 100 * 60 + value % 100
        // A zone of more than a day is garbage, and then the time is taken as UTC.
        if minutes <= 24 * 60 { offset = (isNegative ? -minutes : minutes) * 60 }
    }

    private mutating func word(_ range: Range<Int>, in input: Span<UInt8>) {
        let first = range.lowerBound
        if range.count >= 3, month == nil {
            let key =
                UInt32(input[first] | 0x20) << 16 | UInt32(input[first + 1] | 0x20) << 8
                | UInt32(input[first + 2] | 0x20)
            if let found = Self.months.firstIndex(of: key) {
                month = found + 1
                return
            }
        }
        guard seconds != nil else { return }
        if range.count == 2, input[first + 1] | 0x20 == 0x6D, isAfternoon == nil {
            if input[first] | 0x20 == 0x70 { isAfternoon = true }
            if input[first] | 0x20 == 0x61 { isAfternoon = false }
        }
        // RFC 5322 section 4.3. The military letters were used with either sign, so they count as UTC, as others do.
        guard !hasZone, range.count == 3, input[first + 2] | 0x20 == 0x74 else { return }
        let isDaylight = input[first + 1] | 0x20 == 0x64
        guard isDaylight || input[first + 1] | 0x20 == 0x73 else { return }
        let hours: Int
        switch input[first] | 0x20 {
        case 0x65: hours = 5
        case 0x63: hours = 6
        case 0x6D: hours = 7
        case 0x70: hours = 8
        default: return
        }
        setZone((isDaylight ? hours - 1 : hours) * 100, isNegative: true)
    }

    /// `jan` to `dec`, their letters in one number.
    private static let months: [UInt32] = [
        0x6A616E, 0x666562, 0x6D6172, 0x617072, 0x6D6179, 0x6A756E, 0x6A756C, 0x617567, 0x736570, 0x6F6374, 0x6E6F76,
        0x646563,
    ]

    private func text() -> String? {
        guard let day, let month, let year, var seconds, (1...12).contains(month), (1900...9999).contains(year) else {
            return nil
        }
        guard day >= 1, day <= UTCCalendar.length(of: month, year) else { return nil }
        if let isAfternoon, seconds < 13 * 3600 { seconds = seconds % (12 * 3600) + (isAfternoon ? 12 * 3600 : 0) }
        return UTCCalendar.timestamp(UTCCalendar.days(year, month, day) * 86_400 + seconds - offset)
    }
}
