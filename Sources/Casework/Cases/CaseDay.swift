import Foundation

/// A day in UTC. What the store says in the clear about a message is true to the day, so that it cannot be matched with
/// a mail server's log by the minute.
public struct CaseDay: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Days since 1970-01-01.
    public let number: Int

    /// Reads `2026-05-06`.
    public init?(_ text: String) {
        guard let date = try? Date(text, strategy: .iso8601.year().month().day()) else { return nil }
        self.init(date)
    }

    /// The day with this number.
    public init(number: Int) { self.number = number }

    /// The day of a moment.
    public init(_ date: Date) { number = Int((date.timeIntervalSince1970 / 86400).rounded(.down)) }

    /// Seconds since 1970 at which it starts.
    var start: Int { number &* 86400 }

    /// `2026-05-06`
    public var description: String { Self.formatted(Date(timeIntervalSince1970: Double(start)), length: 10) }

    /// `2026-05`
    public var month: String { String(description.prefix(7)) }

    /// The earlier comes first.
    public static func < (left: CaseDay, right: CaseDay) -> Bool { left.number < right.number }

    private static func formatted(_ date: Date, length: Int) -> String {
        String(Moment.text(date).prefix(length))
    }
}

/// Moments as the store and its files write them.
enum Moment {
    /// Whole seconds since 1970.
    static func seconds(_ date: Date) -> Int { Int(date.timeIntervalSince1970.rounded(.down)) }

    /// The date of whole seconds.
    static func date(_ seconds: Int) -> Date { Date(timeIntervalSince1970: Double(seconds)) }

    /// RFC 3339 in UTC to the second.
    static func text(_ date: Date) -> String { date.formatted(.iso8601) }
}
