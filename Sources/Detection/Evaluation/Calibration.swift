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

    /// The error above chance.
    public var excess: Double { max(0, error - errorByChance) }

    /// Calibration of these outcomes; nil where there are fewer than ten.
    public init?(_ outcomes: [Outcome]) {
        guard outcomes.count >= Self.bins else { return nil }
        let sorted = outcomes.sorted { $0.confidence < $1.confidence }
        count = sorted.count
        error = Self.error(sorted)
        var random = SeededRandom(seed: 20_260_101)
        var chance = 0.0
        var resampled: [Double] = []
        for _ in 0..<Self.draws {
            chance += Self.error(
                sorted.map {
                    Outcome(
                        confidence: $0.confidence, isTrue: random.unit() < $0.confidence, holds: $0.holds,
                        weight: $0.weight)
                })
            let sample = (0..<sorted.count).map { _ in sorted[random.below(sorted.count)] }
            resampled.append(Self.error(sample.sorted { $0.confidence < $1.confidence }))
        }
        errorByChance = chance / Double(Self.draws)
        resampled.sort()
        interval = resampled[Self.draws / 40]...resampled[Self.draws - 1 - Self.draws / 40]
    }

    /// The expected calibration error of outcomes sorted by confidence. Outcomes of one confidence count by their mean, so
    /// that their order does not matter where bins part them.
    private static func error(_ sorted: [Outcome]) -> Double {
        let total = sorted.reduce(0) { $0 + $1.weight }
        guard total > 0 else { return 0 }
        var gaps = [Double](repeating: 0, count: bins)
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
                gaps[bin] += outcome.weight * (confidence - truth)
                seen += outcome.weight
            }
            start = end
        }
        return gaps.reduce(0) { $0 + abs($1) } / total
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
