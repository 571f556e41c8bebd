import Matching

/// Working memory of detection. One for each thread; not shared.
public final class DetectorScratch {
    let anchors = MatcherScratch()
    let names = MatcherScratch()
    let cues = MatcherScratch()
    var matches: [Match] = []

    /// Working memory for one thread.
    public init() {}
}
