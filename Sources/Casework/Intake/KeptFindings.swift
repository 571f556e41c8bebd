import Detection
import Messages

/// The findings of a message that a case keeps, each with its sentence.
public struct KeptFindings: Sendable, Equatable, Codable {
    /// In the order of the message.
    public var findings: [CaseFinding]
    /// How many more there were.
    public var leftOut: Int

    /// How many are kept at most: a message made of nothing else could hold a hundred thousand.
    public static let most = 500

    /// These findings, all kept.
    public init(_ findings: [CaseFinding] = []) {
        self.findings = findings
        leftOut = 0
    }

    /// The findings of `message`, the most confident where they are too many.
    ///
    /// - Parameters:
    ///   - all: those that were reported. A masked sentence hides every one of them, kept or not.
    ///   - maskedPlace: what a masked record calls a finding's place.
    public init(_ all: [Finding], in message: Message, maskedPlace: (Finding) -> String) {
        let kept = Self.mostConfident(all)
        findings = kept.map { CaseFinding($0, among: all, in: message, maskedPlace: maskedPlace($0)) }
        leftOut = all.count - kept.count
    }

    static func mostConfident(_ findings: [Finding]) -> [Finding] {
        guard findings.count > most else { return findings }
        let ranked = findings.indices.sorted { (findings[$1].confidence, $0) < (findings[$0].confidence, $1) }
        return ranked.prefix(most).sorted().map { findings[$0] }
    }
}
