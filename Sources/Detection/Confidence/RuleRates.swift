import Foundation

/// How many false candidates one rule has in a message: what is known of a rule beside the rates of all.
///
/// Some rules are wrong only in messages that were written to mislead, others all day in ordinary mail. One shift for all would make the first
/// too doubtful in a stated mailbox and the second too sure.
public struct RuleRates: Sendable, Equatable {
    /// In a message of the fit worlds that holds a finding.
    public var holding: Double
    /// In one of the fit worlds that holds none; half of them were written to mislead.
    public var innocent: Double
    /// In a real mail.
    public var mail: Double

    /// Rates as numbers.
    public init(holding: Double, innocent: Double, mail: Double) {
        self.holding = holding
        self.innocent = innocent
        self.mail = mail
    }

    /// Rates of counts, none of which is taken for never: half a candidate is added to each.
    init(holding: Share, innocent: Share, mail: Share) {
        self.init(holding: holding.rate, innocent: innocent.rate, mail: mail.rate)
    }

    /// Candidates in a number of messages.
    struct Share {
        var candidates = 0
        var messages = 0
        fileprivate var rate: Double { (Double(candidates) + 0.5) / Double(max(messages, 1)) }
    }

    /// What is added to fitted log-odds in a mailbox where the share `prevalence` of messages holds a finding.
    ///
    /// The odds of a candidate are p·t against p·u + (1−p)·f, where in the fit worlds they were h·t against h·u + (1−h)·e: t cancels out. What false
    /// candidates an innocent message has (f) lies between real mail and the worlds: the more of a mailbox holds findings, the more the rest is
    /// about the same things, and where half of it does the rest is taken to be as in the worlds.
    ///
    /// - Parameters:
    ///   - worlds: the share of messages of the fit worlds that hold a finding (h).
    ///   - scale: candidates of a message of this kind for one of a real mail.
    func shift(prevalence: Double, worlds: Double, scale: Double) -> Double {
        let p = min(max(prevalence, 1e-6), 1 - 1e-6)
        let h = min(max(worlds, 1e-6), 1 - 1e-6)
        let likeness = min(1, p / h)
        let ordinary = (1 - likeness) * mail * scale + likeness * innocent
        let before = h / (h * holding + (1 - h) * innocent)
        let after = p / (p * holding + (1 - p) * ordinary)
        return log(after / before)
    }
}
