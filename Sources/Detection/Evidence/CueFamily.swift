import Matching

/// Cues of one family in the sentence around a candidate.
///
/// For each group there are three features: somewhere in the sentence, near the span, and, for groups that name
/// people, in the sentence before.
struct CueFamily: EvidenceFamily {
    /// Bytes between a cue and the span up to which it is near: about six words.
    static let near = 36

    let name: String
    let version = 1
    let features: [Feature]

    private let index: CueIndex
    private let family: Int
    private let only: Bool
    /// For a rule's position whether it names this family in its context.
    private let isWanted: [Bool]
    private let first: Int

    init(index: CueIndex, family: Int, rules: [Rule]) {
        self.index = index
        self.family = family
        let declared = index.families[family]
        name = declared.name
        only = declared.only
        isWanted = rules.map { $0.context.contains(declared.name) }
        first = index.groups.firstIndex { $0.family == family } ?? 0
        features = declared.groups.flatMap { group in
            [
                Feature(group.name, weight: group.weight), Feature("\(group.name).near", weight: group.weight * 0.5),
                Feature("\(group.name).previous"),
            ]
        }
    }

    func examine(_ candidates: [Candidate], in message: MessageText, found: (Int, FeatureHit) -> Void) {
        for (position, candidate) in candidates.enumerated() {
            guard !only || (candidate.rule >= 0 && isWanted[candidate.rule]) else { continue }
            let sentence = message.sentences[candidate.sentence]
            var seen: UInt64 = 0
            for cue in sentence.cues where index.family(of: cue.pattern) == family {
                guard !overlaps(cue, candidate) else { continue }
                let group = Int(cue.pattern) - first
                report(group * 3, bit: group * 2, cue, &seen, position, found)
                if distance(cue, candidate) <= Self.near {
                    report(group * 3 + 1, bit: group * 2 + 1, cue, &seen, position, found)
                }
            }
            var before: UInt64 = 0
            for cue in sentence.previous
            where index.family(of: cue.pattern) == family && index.people.contains(cue.pattern) {
                let group = Int(cue.pattern) - first
                report(group * 3 + 2, bit: group, cue, &before, position, found)
            }
        }
    }

    private func report(
        _ feature: Int, bit: Int, _ cue: Match, _ seen: inout UInt64, _ position: Int,
        _ found: (Int, FeatureHit) -> Void
    ) {
        let mask = bit < 64 ? UInt64(1) << UInt64(bit) : 0
        guard seen & mask == 0 else { return }
        seen |= mask
        found(position, FeatureHit(feature, range: cue.range))
    }

    private func overlaps(_ cue: Match, _ candidate: Candidate) -> Bool {
        !candidate.isAnswer && cue.range.overlaps(candidate.range)
    }

    private func distance(_ cue: Match, _ candidate: Candidate) -> Int {
        if cue.range.overlaps(candidate.range) { return 0 }
        return cue.end <= candidate.range.lowerBound
            ? candidate.range.lowerBound - Int(cue.end) : Int(cue.start) - candidate.range.upperBound
    }
}
