import Matching

/// How much of one message is judged. What passes a limit is left out, and ``Assessment/isComplete`` says so.
public struct DetectionLimits: Sendable, Equatable {
    /// Candidates of one message that are judged by one rule pack. Default 10,000: a mail of ordinary length has a few.
    public var candidates = 10_000

    /// The defaults.
    public init() {}

    /// Places that one proposer may name, of which those of one rule that overlap are still to be dropped.
    var proposals: Int { min(max(candidates, 0), Int.max / 4) * 4 }
}

/// Working memory of detection. One for each thread; not shared.
public final class DetectorScratch {
    /// The limits that detection keeps to.
    public let limits: DetectionLimits
    let anchors: MatcherScratch
    let names: MatcherScratch
    let cues = MatcherScratch()
    var matches: [Match] = []
    /// A sentence model in place of the pack's: training judges each world by one that was fitted without it.
    var sentenceModel: SentenceModel?
    var sentences = SentenceScorer()
    /// Whether all of the message at hand was judged.
    var isComplete = true

    /// Working memory for one thread.
    public init(limits: DetectionLimits = DetectionLimits()) {
        self.limits = limits
        anchors = MatcherScratch(limits: MatcherLimits(matches: limits.proposals))
        names = MatcherScratch(limits: MatcherLimits(matches: limits.proposals))
    }

    /// Whether no limit kept anything from being found since ``begin()``.
    var hasFoundAll: Bool { isComplete && anchors.isComplete && names.isComplete && cues.isComplete }

    /// Begins a message.
    func begin() {
        isComplete = true
        anchors.resetCounters()
        names.resetCounters()
        cues.resetCounters()
    }
}
