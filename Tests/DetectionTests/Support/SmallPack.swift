import Messages

@testable import Detection

/// Pieces of small rule packs.
enum SmallPack {
    /// Cues of a few families, among them those that detection itself reads.
    static let cues = """
        families:
          person:
            groups:
              first: {weight: 1, about: sender, message: true, cues: [I, my, me]}
              kin: {weight: 1.2, about: other, cues: [my wife, my son, he, she]}
          denial:
            groups:
              before: {weight: 0.3, cues: ["no", not, never, without]}
              after: {weight: 0.3, cues: [negative, ruled out, none]}
              not-denial: {cues: [not only, no longer]}
          topic:
            groups:
              trade: {weight: -1.5, message: true, cues: [insurance, webinar]}
          clinical:
            only: true
            groups:
              care: {weight: 0.8, cues: [clinic, doctor]}
          answers:
            groups:
              nothing: {cues: [n/a, prefer not to say, "-"]}
              deny: {cues: [none, "no", néant]}
        abbreviations: [dr, e.g, approx]
        """

    /// A rule as it stands in a file.
    static func rule(_ id: String, _ keys: String) -> String {
        "  - {id: \(id), \(keys), examples: [one], counterexamples: [other]}\n"
    }

    /// A category's file.
    static func file(_ category: String = "health", _ rules: String...) -> String {
        "category: \(category)\nrules:\n" + rules.joined()
    }

    /// A compiled folder of these files.
    static func detector(
        _ files: [String: String], proposers: [any Proposer] = [], families: [any EvidenceFamily] = []
    ) throws -> Detector {
        let folder = try PackFolder(["en/cues.yaml": cues].merging(files) { $1 })
        return try Detector(patterns: .load(path: folder.path), proposers: proposers, families: families)
    }

    /// A detector with rules for health only.
    static func detector(health rules: String...) throws -> Detector {
        try detector(["en/health.yaml": "category: health\nrules:\n" + rules.joined()])
    }
}

/// A mail with this text.
func mail(_ body: String, subject: String? = nil, regions: [Region] = []) -> Message {
    var message = Message(kind: .email, raw: Bytes())
    if let subject { message.segments.append(segment(.subject, subject)) }
    message.segments.append(segment(.body, body, regions: regions))
    return message
}

/// A form submission with these fields.
func form(_ fields: (name: String, value: String)...) -> Message {
    var message = Message(kind: .form, raw: Bytes())
    message.segments = fields.map { segment(.field($0.name), $0.value) }
    return message
}

func segment(_ place: Place, _ text: String, regions: [Region] = []) -> Segment {
    Segment(
        place: place, part: "1", text: Bytes(text), regions: regions, decoding: Decoding(source: 0..<0, steps: []))
}
