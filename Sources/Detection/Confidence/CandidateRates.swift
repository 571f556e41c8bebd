import Foundation
import Messages

/// How many candidates messages have, from which a stated prevalence becomes a log-odds (DESIGN section 6).
public struct CandidateRates: Sendable, Equatable {
    /// The share of candidates that are true in the fit worlds (q0).
    public var trueShare = 0.5
    /// Mean number of true candidates in a message that holds a finding (t).
    public var truePerHolding = 1.5
    /// Mean number of false candidates in a message that holds a finding (u).
    public var falsePerHolding = 0.5
    /// Mean number of candidates in a mail that holds none, on real mail (f).
    public var perInnocentEmail = 1.0
    /// The same in a form submission.
    public var perInnocentForm = 0.5
    /// The share of messages of the fit worlds that hold a finding.
    public var holdingShare = 0.5
    /// For rules that were fitted their own.
    public var rules: [String: RuleRates] = [:]

    /// What an unfitted pack assumes.
    public init() {}

    init(_ node: SettingsNode) throws {
        let names = [
            "true-share", "true-per-holding", "false-per-holding", "per-innocent-email", "per-innocent-form",
            "holding-share", "rules",
        ]
        let keys = try node.mapping(keys: names)
        trueShare = try keys["true-share"]?.double() ?? trueShare
        truePerHolding = try keys["true-per-holding"]?.double() ?? truePerHolding
        falsePerHolding = try keys["false-per-holding"]?.double() ?? falsePerHolding
        perInnocentEmail = try keys["per-innocent-email"]?.double() ?? perInnocentEmail
        perInnocentForm = try keys["per-innocent-form"]?.double() ?? perInnocentForm
        holdingShare = try keys["holding-share"]?.double() ?? holdingShare
        for (id, value) in try keys["rules"]?.mapping() ?? [] { rules[id] = try Self.ofRule(value) }
        guard trueShare > 0, trueShare < 1 else { throw node.error("true-share should be between 0 and 1") }
        let means = [truePerHolding, falsePerHolding, perInnocentEmail, perInnocentForm]
        guard means.allSatisfy({ $0 >= 0 }) else { throw node.error("candidates a message cannot be fewer than 0") }
    }

    /// The rates of one rule: false candidates in a message of the worlds that holds a finding, in one that holds none, in a real mail.
    private static func ofRule(_ node: SettingsNode) throws -> RuleRates {
        let numbers = try node.list().map { try $0.double() }
        guard numbers.count == 3, numbers.allSatisfy({ $0 > 0 }) else {
            throw node.error("should be three numbers above 0")
        }
        return RuleRates(holding: numbers[0], innocent: numbers[1], mail: numbers[2])
    }

    var lines: [String] {
        let own = rules.sorted { $0.key < $1.key }.map { id, rates in
            let numbers = [rates.holding, rates.innocent, rates.mail].map { String(format: "%.6f", $0) }
            return "    \"\(id)\": [\(numbers.joined(separator: ", "))]"
        }
        return [
            "  true-share: \(Weights.rounded(trueShare))", "  true-per-holding: \(Weights.rounded(truePerHolding))",
            "  false-per-holding: \(Weights.rounded(falsePerHolding))",
            "  per-innocent-email: \(Weights.rounded(perInnocentEmail))",
            "  per-innocent-form: \(Weights.rounded(perInnocentForm))",
            "  holding-share: \(Weights.rounded(holdingShare))",
        ] + (own.isEmpty ? [] : ["  rules:"] + own)
    }

    /// What is added to the fitted log-odds of a rule's candidates in a mailbox where the share `prevalence` of messages holds a finding: by the
    /// rule's own rates, or where it has none by those of all.
    public func shift(prevalence: Double, kind: Message.Kind, rule: RuleRates?) -> Double {
        guard let rule else { return shift(prevalence: prevalence, kind: kind) }
        let scale = kind == .email || perInnocentEmail <= 0 ? 1 : perInnocentForm / perInnocentEmail
        return rule.shift(prevalence: prevalence, worlds: holdingShare, scale: scale)
    }

    /// What is added to fitted log-odds in a mailbox where the share `prevalence` of messages holds a finding:
    /// logit(q) − logit(q0) with q = p·t / (p·(t+u) + (1−p)·f).
    public func shift(prevalence: Double, kind: Message.Kind) -> Double {
        let p = min(max(prevalence, 1e-6), 1 - 1e-6)
        let innocent = kind == .email ? perInnocentEmail : perInnocentForm
        let all = p * (truePerHolding + falsePerHolding) + (1 - p) * innocent
        // Where no message has candidates there is nothing to correct by.
        guard all > 0 else { return 0 }
        return Logistic.logit(min(max(p * truePerHolding / all, 1e-9), 1 - 1e-9)) - Logistic.logit(trueShare)
    }
}

/// The share of messages that are expected to hold a finding, for each kind.
public struct Prevalence: Sendable, Equatable {
    /// The share of mails, 0 to 1.
    public var email: Double
    /// The share of form submissions, 0 to 1.
    public var form: Double

    /// One in a hundred mails and one in twenty forms, unless said otherwise.
    public init(email: Double = 0.01, form: Double = 0.05) {
        self.email = email
        self.form = form
    }

    /// The same share for both kinds.
    public init(_ both: Double) { self.init(email: both, form: both) }

    /// The share for a kind of message.
    public func share(of kind: Message.Kind) -> Double { kind == .email ? email : form }
}
