/// All that was found in a message.
public struct Assessment: Sendable {
    /// Findings of every confidence that was asked for, in the order of the message.
    public var findings: [Finding]
    /// A confidence for every category that has a finding.
    public var categories: [Category: Double]
    /// What the message is marked with beside its categories.
    public var flags: Set<Flag>
    /// A language tag, or `und`.
    public var language: String
    /// False where a limit kept something from being looked for or judged (``DetectionLimits``, and those of the matcher).
    public var isComplete = true

    /// An assessment of these findings.
    public init(
        findings: [Finding] = [], categories: [Category: Double] = [:], flags: Set<Flag> = [], language: String = "und"
    ) {
        self.findings = findings
        self.categories = categories
        self.flags = flags
        self.language = language
    }
}
