/// The memory that a search needs besides the matcher, and what limits kept from being found. One thread uses it at a time; it can be used for
/// any number of searches with any matchers.
public final class MatcherScratch {
    /// The limits that searches with this scratch keep to.
    public let limits: MatcherLimits
    /// How often a regex was tried at some place.
    public internal(set) var trials = 0
    /// Whether ``trialsByPattern`` is counted too, which takes some time.
    public var countsTrials = false
    /// How often the regex of each pattern was tried, for finding patterns whose anchors are too common.
    public internal(set) var trialsByPattern: [Int32: Int] = [:]
    /// How often a regex reached a limit of its own at some place, which then counted as no match.
    public internal(set) var limitedTrials = 0
    /// How many places were left untried because a search had used up its trials.
    public internal(set) var skippedTrials = 0
    /// How many matches were left out because a search had found as many as it may.
    public internal(set) var droppedMatches = 0
    /// How many texts were refused because they are longer than 2 GB.
    public internal(set) var refusedTexts = 0

    let candidates = CandidateBuffer()
    let regexMemory: RegexMemory
    // A scratch is one thread's, and nobody looks at this while a search adds to it: no need to ask at each match.
    @exclusivity(unchecked) var found: [Match] = []
    let anchors = AnchorTracker()

    /// A scratch whose searches keep to `limits`.
    public init(limits: MatcherLimits = MatcherLimits()) {
        self.limits = limits
        regexMemory = RegexMemory(limits)
    }

    /// Whether everything that there was to find has been reported since the counters were last reset.
    public var isComplete: Bool {
        limitedTrials == 0 && skippedTrials == 0 && droppedMatches == 0 && refusedTexts == 0
    }

    /// Sets the counters to 0.
    public func resetCounters() {
        trials = 0
        limitedTrials = 0
        skippedTrials = 0
        droppedMatches = 0
        refusedTexts = 0
    }
}

/// A scratch belongs to one thread at a time.
@available(*, unavailable)
extension MatcherScratch: Sendable {}
