/// The candidates of real mail that holds no finding, counted by rule.
public struct MailCandidates: Sendable {
    /// Mails that were counted.
    public var messages = 0
    /// Candidates of each rule or other source.
    public var byRule: [String: Int] = [:]

    /// Nothing counted yet.
    public init() {}

    /// The mean number of candidates in a mail.
    public var perMail: Double { Double(byRule.values.reduce(0, +)) / Double(max(messages, 1)) }
}
