import Seeded
import Testing

@testable import Detection

@Suite("Calibration")
struct CalibrationTests {
    /// Outcomes of one confidence, so many of which are true.
    private func outcomes(_ confidence: Double, _ count: Int, true right: Int) -> [Calibration.Outcome] {
        (0..<count).map { Calibration.Outcome(confidence: confidence, isTrue: $0 < right, holds: true) }
    }

    @Test("Of findings at 0.8 that are right 80 times of 100 the error is nothing")
    func perfect() throws {
        let all = [2, 4, 5, 6, 8].flatMap { outcomes(Double($0) / 10, 100, true: $0 * 10) }
        let calibration = try #require(Calibration(all))
        #expect(calibration.count == 500)
        #expect(calibration.error < 1e-9 && calibration.excess == 0)
        #expect(calibration.errorByChance > 0.005 && calibration.errorByChance < 0.1)
        #expect(calibration.interval.lowerBound >= 0 && calibration.interval.upperBound < 0.2)
    }

    @Test("What is stated too high or too low by 0.4 has that error")
    func biased() throws {
        let high = try #require(Calibration(outcomes(0.9, 200, true: 100)))
        #expect(abs(high.error - 0.4) < 1e-9)
        #expect(high.excess > 0.3 && high.interval.contains(0.4))
        let low = try #require(Calibration(outcomes(0.1, 200, true: 100)))
        #expect(abs(low.error - 0.4) < 1e-9)
        // Errors of different signs do not cancel each other out.
        let both = try #require(Calibration(outcomes(0.9, 100, true: 50) + outcomes(0.1, 100, true: 50)))
        #expect(abs(both.error - 0.4) < 1e-9)
    }

    @Test("Ten bins of equal mass, by hand")
    func bins() throws {
        let all = (0..<20).map { Calibration.Outcome(confidence: Double($0) / 20, isTrue: $0 % 2 == 1, holds: true) }
        // Bin n holds 2n/20 (false) and (2n+1)/20 (true): gap |4n + 1 − 20| / 20.
        let gaps: [Double] = (0..<10).map { bin in abs(Double(4 * bin - 19)) / 20 }
        let expected = gaps.reduce(0, +) / 20
        #expect(abs(try #require(Calibration(all)).error - expected) < 1e-9)
    }

    @Test("The order in which findings come does not matter, nor does chance: the same figures every time")
    func deterministic() throws {
        let all = [1, 3, 3, 7, 9].flatMap { outcomes(Double($0) / 10, 37, true: 2 + $0 * 3) }
        var random = SeededGenerator(seed: 20_260_504)
        let first = try #require(Calibration(all))
        let again = try #require(Calibration(all))
        #expect(first.error == again.error && first.errorByChance == again.errorByChance)
        #expect(first.interval == again.interval)
        let shuffled = try #require(Calibration(all.shuffled(using: &random)))
        #expect(abs(first.error - shuffled.error) < 1e-12)
    }

    @Test("Outcomes count by their weight")
    func weights() throws {
        var all = outcomes(0.5, 20, true: 10)
        for index in all.indices where !all[index].isTrue { all[index].weight = 3 }
        #expect(abs(try #require(Calibration(all)).error - 0.25) < 1e-9)
        for index in all.indices { all[index].weight = 0 }
        #expect(try #require(Calibration(all)).error == 0)
    }

    @Test("Fewer than ten say nothing")
    func few() {
        #expect(Calibration(outcomes(0.5, 9, true: 4)) == nil)
        #expect(Calibration(outcomes(0.5, 10, true: 5)) != nil)
    }
}
