import Detection
import Foundation

/// How single values of a policy are written.
extension SettingsNode {
    /// A text that is not blank.
    package func words() throws -> String {
        let text = try string().trimmingCharacters(in: .whitespacesAndNewlines)
        guard !text.isEmpty else { throw error("has no value") }
        return text
    }

    /// A text, or nil for `none`.
    package func wordsOrNone() throws -> String? {
        let text = try words()
        return text == "none" ? nil : text
    }

    /// A short name of letters, digits and hyphens.
    package func code() throws -> String {
        let text = try words()
        guard Self.isCode(text) else {
            throw error("'\(text)' should be of small letters, digits and hyphens")
        }
        return text
    }

    /// Whether a text is of small letters, digits and hyphens alone.
    package static func isCode(_ text: String) -> Bool {
        text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
    }

    /// A whole number of at least `least`.
    package func int(atLeast least: Int) throws -> Int {
        let value = try int()
        guard value >= least else { throw error("should be \(least) or more") }
        return value
    }

    /// A number between 0 and 1, both excluded unless `closed` lets 1 in.
    package func share(closed: Bool = false) throws -> Double {
        let value = try double()
        guard value > 0, closed ? value <= 1 : value < 1 else { throw error("should be between 0 and 1") }
        return value
    }

    /// An address pattern.
    package func addressPattern() throws -> AddressPattern {
        let text = try words()
        guard let pattern = AddressPattern(text) else {
            throw error("'\(text)' should be an address, or a pattern as in dpo@* or \"*@authority.example\"")
        }
        return pattern
    }

    /// A domain in its ASCII form.
    func domain() throws -> String {
        let text = try words()
        let address = Address("x@" + text)
        guard address.local == "x", !address.domain.isEmpty, !text.contains("*") else {
            throw error("'\(text)' should be a domain, as in office.example; its subdomains are meant too")
        }
        return address.domain
    }

    /// A length of time in the units given, as in `30m`.
    private func time(units: [Character: Int], example: String) throws -> Int {
        let text = try words()
        guard let unit = text.last.flatMap({ units[$0] }), let count = Int(text.dropLast()), count > 0,
            count <= 100_000
        else { throw error("'\(text)' should be a length of time, as in \(example)") }
        return count * unit
    }

    /// Seconds, minutes or hours.
    package func shortTime() throws -> Duration {
        .seconds(try time(units: ["s": 1, "m": 60, "h": 3600], example: "30m or 2h"))
    }

    /// Hours or minutes of work.
    func workingTime() throws -> Duration {
        .seconds(try time(units: ["m": 60, "h": 3600], example: "8h; it counts working hours of the jurisdiction"))
    }

    /// Days, weeks or years, in days.
    func days() throws -> Int { try time(units: ["d": 1, "w": 7, "y": 365], example: "30d, 6w or 2y") }

    /// A bound on a number, as in `>= 0.8`.
    func comparison(number: (Substring) -> Double?, example: String) throws -> Comparison {
        let text = try words()
        // Longest first, so that `>=` is not read as `>`.
        let relations = Comparison.Relation.allCases.sorted { $0.rawValue.count > $1.rawValue.count }
        guard let relation = relations.first(where: { text.hasPrefix($0.rawValue) }),
            let bound = number(text.dropFirst(relation.rawValue.count).drop { $0 == " " })
        else { throw error("'\(text)' should be a bound, as in \"\(example)\"") }
        return Comparison(relation: relation, bound: bound)
    }

    /// A bound on a confidence.
    func confidence() throws -> Comparison {
        let comparison = try comparison(number: { Double($0) }, example: ">= 0.8")
        guard (0...1).contains(comparison.bound) else { throw error("should be between 0 and 1") }
        return comparison
    }

    /// A bound on a whole number.
    func count() throws -> Comparison {
        try comparison(number: { Int($0).flatMap { $0 >= 0 ? Double($0) : nil } }, example: ">= 2")
    }

    /// A bound on a size in bytes, KB, MB, GB (powers of 1,000) or KiB, MiB, GiB (powers of 1,024).
    func size() throws -> Comparison { try comparison(number: Self.bytes, example: ">= 10 MB") }

    /// A number of bytes, as in `25 MiB`.
    package func byteCount() throws -> Int {
        let text = try words()
        guard let bytes = Self.bytes(text[...]), bytes >= 1, bytes <= 4e9 else {
            throw error("'\(text)' should be a size, as in 25 MiB or 256 KiB")
        }
        return Int(bytes)
    }

    private static func bytes(_ text: Substring) -> Double? {
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let units: [String: Double] = [
            "": 1, "b": 1, "kb": 1e3, "mb": 1e6, "gb": 1e9, "kib": 1024, "mib": 1_048_576, "gib": 1_073_741_824,
        ]
        let unit = text.dropFirst(digits.count).drop { $0 == " " }.lowercased()
        guard let number = Double(digits), let factor = units[unit] else { return nil }
        return number * factor
    }
}
