import Foundation

/// Whether of the findings at 0.8 in truth 80% are right: expected calibration error over ten bins of equal mass
/// (Naeini, Cooper and Hauskrecht, AAAI 2015), beside what perfect calibration would show on the same findings.
public struct Calibration: Sendable {
    /// Findings below are not looked at.
    public static let floor = 0.05
    private static let bins = 10
    private static let draws = 1_000

    /// A finding's confidence and whether it was right.
    public struct Outcome: Sendable {
        /// The stated probability, 0 to 1.
        public var confidence: Double
        /// Whether it overlaps a labelled phrase of its category.
        public var isTrue: Bool
        /// Whether its message holds a labelled finding, for weighting to another rate.
        public var holds: Bool
        /// How much it counts; 1 at the rate of the corpus.
        public var weight = 1.0

        /// An outcome of weight 1.
        public init(confidence: Double, isTrue: Bool, holds: Bool, weight: Double = 1) {
            self.confidence = confidence
            self.isTrue = isTrue
            self.holds = holds
            self.weight = weight
        }
    }

    /// The number of findings looked at.
    public let count: Int
    /// The expected calibration error, 0 to 1: the mean distance between what is stated and what is so.
    public let error: Double
    /// The mean error of draws from the stated confidences: what is there by chance alone.
    public let errorByChance: Double
    /// The middle 95% of the error over resampled findings.
    public let interval: ClosedRange<Double>

    /// Ten groups of findings from the least sure to the surest, of equal weight.
    public let groups: [Group]

    /// Findings that are about as sure as each other.
    public struct Group: Sendable {
        /// Their mean confidence.
        public var stated = 0.0
        /// The share of them that is right.
        public var found = 0.0
        fileprivate var weight = 0.0
    }

    /// The error above chance.
    public var excess: Double { max(0, error - errorByChance) }

    /// Calibration of these outcomes; nil where there are fewer than ten.
    public init?(_ outcomes: [Outcome]) {
        guard outcomes.count >= Self.bins else { return nil }
        let sorted = outcomes.sorted { $0.confidence < $1.confidence }
        count = sorted.count
        groups = Self.groups(sorted)
        error = Self.error(groups)
        var random = SeededRandom(seed: 20_260_101)
        var chance = 0.0
        var resampled: [Double] = []
        for _ in 0..<Self.draws {
            chance += Self.error(
                Self.groups(
                    sorted.map {
                        Outcome(
                            confidence: $0.confidence, isTrue: random.unit() < $0.confidence, holds: $0.holds,
                            weight: $0.weight)
                    }))
            let sample = (0..<sorted.count).map { _ in sorted[random.below(sorted.count)] }
            resampled.append(Self.error(Self.groups(sample.sorted { $0.confidence < $1.confidence })))
        }
        errorByChance = chance / Double(Self.draws)
        resampled.sort()
        interval = resampled[Self.draws / 40]...resampled[Self.draws - 1 - Self.draws / 40]
    }

    private static func error(_ groups: [Group]) -> Double {
        groups.reduce(0) { $0 + $1.weight * abs($1.stated - $1.found) }
            / max(groups.reduce(0) { $0 + $1.weight }, .leastNormalMagnitude)
    }

    /// Groups of outcomes sorted by confidence. Outcomes of one confidence count by their mean, so that their order does not matter where
    /// groups part them.
    private static func groups(_ sorted: [Outcome]) -> [Group] {
        let total = sorted.reduce(0) { $0 + $1.weight }
        var groups = [Group](repeating: Group(), count: bins)
        guard total > 0 else { return groups }
        var seen = 0.0
        var start = 0
        while start < sorted.count {
            let confidence = sorted[start].confidence
            let end = sorted[start...].firstIndex { $0.confidence != confidence } ?? sorted.count
            let alike = sorted[start..<end]
            let mass = alike.reduce(0) { $0 + $1.weight }
            let truth = alike.reduce(0) { $0 + ($1.isTrue ? $1.weight : 0) } / max(mass, .leastNormalMagnitude)
            for outcome in alike {
                let bin = min(bins - 1, Int((seen + outcome.weight / 2) / total * Double(bins)))
                groups[bin].stated += outcome.weight * confidence
                groups[bin].found += outcome.weight * truth
                groups[bin].weight += outcome.weight
                seen += outcome.weight
            }
            start = end
        }
        for bin in groups.indices where groups[bin].weight > 0 {
            groups[bin].stated /= groups[bin].weight
            groups[bin].found /= groups[bin].weight
        }
        return groups
    }
}

/// A small generator with a seed, so that resampling gives the same figures every time (SplitMix64).
struct SeededRandom {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A number from 0 up to 1.
    mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// A whole number from 0 up to `bound`.
    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(bound, 1))) }
}
