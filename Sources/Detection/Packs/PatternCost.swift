import Messages

/// How often a pattern of a rule was tried on some mail: one whose anchors are everyday words costs more than all others.
public struct PatternCost: Sendable, Equatable {
    /// The rule's id.
    public var rule: String
    /// The pattern's position in its rule, from 1.
    public var pattern: Int
    /// How often it was tried.
    public var trials: Int
}

extension Detector {
    /// The trials of all patterns on these messages, dearest first.
    public func costs(of messages: (_ body: (Message) -> Void) throws -> Void) rethrows -> [PatternCost] {
        let scratch = DetectorScratch()
        scratch.anchors.countsTrials = true
        try messages { _ = assess($0, options: Options(), scratch: scratch) }
        return languages.flatMap { language in
            language.proposers.compactMap { $0 as? AnchorProposer }.flatMap { $0.costs(in: scratch) }
        }
    }
}
