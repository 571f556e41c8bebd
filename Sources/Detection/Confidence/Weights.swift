import Foundation

/// Fitted weights of a language (`weights.yaml`): a readable file that `inward train` writes.
public struct Weights: Sendable {
    /// The proposers and evidence families it was fitted with, and their versions.
    public var plugs: [String: Int] = [:]
    /// A weight for each rule, in place of its prior; for each source of a proposer without rules what is added to the
    /// prior of its candidates.
    public var rules: [String: Double] = [:]
    /// What single terms add to their rule's weight.
    public var terms: [String: Double] = [:]
    /// Features as `family.feature`, and `family.feature@category` for what a category adds.
    public var features: [String: Double] = [:]
    /// What turns fitted log-odds into a probability in a stated mailbox.
    public var rates = CandidateRates()
    /// What it was fitted on, for people.
    public var fit: [(String, String)] = []

    /// No weights: priors and the starting weights of cues hold.
    public init() {}

    static func load(path: String, name: String) throws -> Weights {
        let root = try SettingsNode.load(path: path, name: name)
        let keys = try root.mapping(keys: ["version", "fit", "plugs", "rates", "rules", "terms", "features"])
        guard try keys["version"]?.int() == 1 else { throw root.error("'version:' should be 1") }
        var weights = Weights()
        weights.fit = try keys["fit"]?.mapping().map { ($0.key, try $0.value.string()) } ?? []
        for (key, value) in try keys["plugs"]?.mapping() ?? [] { weights.plugs[key] = try value.int() }
        weights.rules = try numbers(keys["rules"])
        weights.terms = try numbers(keys["terms"])
        weights.features = try numbers(keys["features"])
        if let rates = keys["rates"] { weights.rates = try CandidateRates(rates) }
        return weights
    }

    private static func numbers(_ node: SettingsNode?) throws -> [String: Double] {
        var values: [String: Double] = [:]
        for (key, value) in try node?.mapping() ?? [] { values[key] = try value.double() }
        return values
    }

    /// The file's text: sorted, three decimals, so that two fits can be compared line by line.
    public func text(header: String) -> String {
        var lines = header.split(separator: "\n", omittingEmptySubsequences: false).map { "# \($0)" }
        lines.append("version: 1")
        if !fit.isEmpty { lines.append("fit:") }
        lines += fit.map { "  \(Self.quoted($0.0)): \(Self.quoted($0.1))" }
        if !plugs.isEmpty { lines.append("plugs:") }
        lines += plugs.sorted { $0.key < $1.key }.map { "  \($0.key): \($0.value)" }
        lines.append("rates:")
        lines += rates.lines
        for (name, values) in [("rules", rules), ("terms", terms), ("features", features)] {
            guard !values.isEmpty else { continue }
            lines.append("\(name):")
            lines += values.sorted { $0.key < $1.key }.map { "  \(Self.quoted($0.key)): \(Self.rounded($0.value))" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    static func rounded(_ value: Double) -> String { String(format: "%.3f", value) }

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"") + "\""
    }
}
