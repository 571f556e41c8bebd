import Detection
import Foundation
import Messages

@testable import Policy

/// A file of the repository, found from this one.
func repositoryFile(_ path: String, from file: String = #filePath) -> String {
    URL(fileURLWithPath: file).resolvingSymlinksInPath().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent(path).path
}

func finding(
    _ category: Detection.Category, _ confidence: Double = 0.9, polarity: Polarity = .affirmed,
    about: DataSubject = .sender, explicit: Bool = true
) -> Finding {
    Finding(
        rule: "\(category.rawValue).test", category: category, polarity: polarity, about: about, explicit: explicit,
        confidence: confidence, segment: 0, place: .body, part: "1", bytes: 0..<4, scalars: 0..<4, evidence: [])
}

func assessment(_ findings: [Finding] = [], flags: Set<Flag> = [], language: String = "en") -> Assessment {
    var categories: [Detection.Category: Double] = [:]
    for finding in findings {
        categories[finding.category] = max(categories[finding.category] ?? 0, finding.confidence)
    }
    return Assessment(findings: findings, categories: categories, flags: flags, language: language)
}

func envelope(
    from sender: String? = "someone@outside.example", to recipients: [String] = ["sales@office.example"],
    by channel: Channel = .milter, authenticated: Bool = false
) -> Envelope {
    Envelope(sender: sender, recipients: recipients, channel: channel, authenticated: authenticated)
}

extension MessageFacts {
    static let mail = MessageFacts(kind: .email, size: 2_000)
}

/// A policy of these rules, with more keys above them where a test needs them.
func policy(rules: String, _ more: String = "") throws -> Policy {
    try Policy.parse(text: "version: 1\n\(more)\nrules:\n\(rules)\n", file: "policy.yaml")
}

/// Whether the one rule of a policy `{when: …, then: tag}` applied.
func applies(
    when: String, _ assessment: Assessment = assessment(), _ message: MessageFacts = .mail,
    _ envelope: Envelope = envelope(), more: String = ""
) throws -> Bool {
    let policy = try policy(rules: "  - {name: tested, when: \(when), then: tag}", more)
    return policy.ruling(on: assessment, message: message, envelope: envelope).strictest == .tag
}
