/// What the whole message is like: how often cue groups marked `message` stand in its first part.
final class MessageFamily: EvidenceFamily {
    let name = "message"
    let version = 1
    let features: [Feature]

    private let groups: [Int]

    init(index: CueIndex) {
        groups = index.groups.indices.filter { index.groups[$0].message }
        features =
            groups.flatMap { number in
                let group = index.groups[number]
                let name = "\(index.families[group.family].name).\(group.name)"
                return [Feature("\(name).none"), Feature("\(name).some"), Feature("\(name).many")]
            } + [Feature("short"), Feature("long")]
    }

    func examine(_ candidates: [Candidate], in message: MessageText, found: (Int, FeatureHit) -> Void) {
        guard !candidates.isEmpty else { return }
        var holds: [Int] = []
        for (position, group) in groups.enumerated() where group < message.counts.count {
            let count = message.counts[group]
            holds.append(position * 3 + (count == 0 ? 0 : count < 3 ? 1 : 2))
        }
        let size = message.segments.reduce(0) { $0 + $1.text.count }
        if size < 300 { holds.append(groups.count * 3) }
        if size > 2_000 { holds.append(groups.count * 3 + 1) }
        for position in candidates.indices {
            for feature in holds { found(position, FeatureHit(feature)) }
        }
    }
}
