import Messages

/// What of a message may be shown. Masked, nothing of its text leaves (DESIGN section 4).
public struct Masking: Sendable {
    /// Whether matched text, subjects and names are shown.
    public let reveal: Bool
    /// Field and header names that may always be shown, lower-case.
    private let publicNames: Set<String>

    /// Masking by the names a pattern folder ships.
    public init(reveal: Bool, publicNames: Set<String>) {
        self.reveal = reveal
        self.publicNames = publicNames
    }

    /// The text of a finding, or its category in brackets.
    public func excerpt(of finding: Finding, in message: Message) -> String {
        guard reveal, finding.segment < message.segments.count else { return "[\(finding.category.rawValue)]" }
        return message.segments[finding.segment].text.slice(finding.bytes).string
    }

    /// A subject line, or `[masked]`; nil where there is none.
    public func subject(of message: Message) -> String? {
        guard let subject = message.segments.first(where: { $0.place == .subject }) else { return nil }
        return reveal ? subject.text.string : "[masked]"
    }

    /// Where a finding stands, as in `body`, `header:Comments`, `field:3`.
    public func place(of finding: Finding, in message: Message) -> String {
        switch finding.place {
        case .subject: "subject"
        case .body: "body"
        case .attachment(let number): "attachment:\(number)"
        case .header(let name): "header:" + shown(name, number: number(of: finding.place, in: message))
        case .field(let name): "field:" + shown(name, number: number(of: finding.place, in: message))
        }
    }

    /// Evidence as shown: one entry a family with its sum, or, revealed, every feature with its words.
    public func evidence(of finding: Finding, in message: Message) -> [ShownEvidence] {
        guard !reveal else {
            return finding.evidence.map {
                ShownEvidence(feature: $0.feature, weight: $0.weight, words: words(of: $0, finding, message))
            }
        }
        var sums: [ShownEvidence] = []
        for evidence in finding.evidence {
            if let index = sums.firstIndex(where: { $0.feature == evidence.family }) {
                sums[index].weight += evidence.weight
            } else {
                sums.append(ShownEvidence(feature: evidence.family, weight: evidence.weight, words: nil))
            }
        }
        return sums
    }

    private func words(of evidence: Evidence, _ finding: Finding, _ message: Message) -> String? {
        guard let bytes = evidence.bytes, finding.segment < message.segments.count else { return nil }
        return message.segments[finding.segment].text.slice(bytes).string
    }

    private func shown(_ name: String, number: Int) -> String {
        reveal || publicNames.contains(name.lowercased()) ? name : "\(number)"
    }

    /// The position of a field or header among its like, from 1.
    private func number(of place: Place, in message: Message) -> Int {
        var seen: Set<Place> = []
        for segment in message.segments {
            switch (segment.place, place) {
            case (.field, .field), (.header, .header):
                seen.insert(segment.place)
                if segment.place == place { return seen.count }
            default: continue
            }
        }
        return 0
    }
}

/// One line of evidence as it may be shown.
public struct ShownEvidence: Sendable, Equatable {
    /// The family, or, where revealed, `family.feature`.
    public var feature: String
    /// Its weight in log-odds, of a family the sum.
    public var weight: Double
    /// Only where revealed.
    public var words: String?
}
