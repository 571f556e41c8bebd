/// What one search may cost at most. What a limit keeps from being found is counted in `MatcherScratch`.
public struct MatcherLimits: Sendable {
    /// The most matches that one search reports.
    public var matches: Int
    /// The most places in one search at which a regex is tried.
    public var trials: Int
    /// PCRE2's match limit for one trial: roughly, the steps of backtracking.
    public var steps: UInt32
    /// The most memory for backtracking in one trial, in KiB.
    public var heap: UInt32

    /// Limits that ordinary mail does not come near.
    public init(matches: Int = 1_000_000, trials: Int = 200_000, steps: UInt32 = 100_000, heap: UInt32 = 1_024) {
        self.matches = matches
        self.trials = trials
        self.steps = steps
        self.heap = heap
    }
}
