import Matching

/// Cues of one family in the sentence around a candidate.
///
/// For each group there are three features: somewhere in the sentence, near the span, and, for groups that name
/// people, in the sentence before.
final class CueFamily: EvidenceFamily {
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
            for cue in sentence.cues where index.family(of: cue.pattern) == family {
                guard !overlaps(cue, candidate) else { continue }
                let group = Int(cue.pattern) - first
                found(position, FeatureHit(group * 3, range: cue.range))
                if distance(cue, candidate) <= Self.near {
                    found(position, FeatureHit(group * 3 + 1, range: cue.range))
                }
            }
            for cue in sentence.previous
            where index.family(of: cue.pattern) == family && index.people.contains(cue.pattern) {
                let group = Int(cue.pattern) - first
                found(position, FeatureHit(group * 3 + 2, range: cue.range))
            }
        }
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
