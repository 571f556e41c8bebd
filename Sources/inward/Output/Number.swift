import Foundation

/// Numbers as people read them.
enum Number {
    /// With at most four decimals, as records have them.
    static func text(_ value: Double) -> String {
        var json = JSONWriter()
        json.value(value)
        return json.string
    }

    /// Bytes with a unit, in powers of 1,000.
    static func bytes(_ count: Int) -> String {
        let value = Double(count)
        if count < 1_000 { return "\(count) B" }
        if count < 1_000_000 { return String(format: "%.1f kB", value / 1e3) }
        if count < 1_000_000_000 { return String(format: "%.1f MB", value / 1e6) }
        return String(format: "%.2f GB", value / 1e9)
    }

    /// A count with its noun, as in 1 rule, 2,000 terms.
    static func count(_ count: Int, _ noun: String) -> String { "\(grouped(count)) \(noun)\(count == 1 ? "" : "s")" }

    /// With commas between thousands.
    static func grouped(_ count: Int) -> String {
        var digits = Array(String(abs(count)))
        var position = digits.count - 3
        while position > 0 {
            digits.insert(",", at: position)
            position -= 3
        }
        return (count < 0 ? "-" : "") + String(digits)
    }

    /// A time span as 1:05 or 2:03:07.
    static func clock(_ seconds: Double) -> String {
        let total = Int(max(0, min(seconds, 359_999)).rounded())
        let (hours, minutes, rest) = (total / 3600, total / 60 % 60, total % 60)
        return hours > 0
            ? String(format: "%d:%02d:%02d", hours, minutes, rest) : String(format: "%d:%02d", minutes, rest)
    }
}
