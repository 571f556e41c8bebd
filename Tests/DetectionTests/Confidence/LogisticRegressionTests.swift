import Foundation
import Seeded
import Testing

@testable import Detection

@Suite("Logistic regression")
struct LogisticRegressionTests {
    private typealias Row = LogisticRegression.Row

    /// Rows drawn from known weights: parameter 0 always holds, the others by the toss of a coin.
    private func rows(_ count: Int, weights: [Double], offset: Double = 0) -> [Row] {
        var random = SeededGenerator(seed: 20_260_503)
        return (0..<count).map { _ in
            let active = weights.indices.filter { $0 == 0 || Bool.random(using: &random) }
            let odds = offset + active.reduce(0) { $0 + weights[$1] }
            let isTrue = Double.random(in: 0..<1, using: &random) < Logistic.probability(odds)
            return Row(parameters: active.map(Int32.init), isTrue: isTrue, weight: 1, offset: offset)
        }
    }

    private func fit(_ rows: [Row], start: [Double], penalty: Double) -> [Double] {
        LogisticRegression(start: start, penalty: start.map { _ in penalty }).fit(rows)
    }

    @Test("Known weights are recovered from what they bring about")
    func recovery() {
        let known = [-1, 2, -1.5, 0, 0.7]
        let fitted = fit(rows(20_000, weights: known), start: [0, 0, 0, 0, 0], penalty: 0.01)
        for (one, other) in zip(fitted, known) { #expect(abs(one - other) < 0.12) }
    }

    @Test("What a row brings along is not fitted again")
    func offsets() {
        let known = [0.5, 1]
        let fitted = fit(rows(20_000, weights: known, offset: -1.5), start: [0, 0], penalty: 0.01)
        for (one, other) in zip(fitted, known) { #expect(abs(one - other) < 0.12) }
    }

    @Test("The same rows give the same weights, bit by bit")
    func deterministic() {
        let rows = rows(2_000, weights: [-1, 2, -1.5])
        let fits = (0..<3).map { _ in fit(rows, start: [0, 0, 0], penalty: 1) }
        #expect(fits[0] == fits[1] && fits[1] == fits[2])
    }

    @Test("The more penalty, the nearer to where they start")
    func penalty() {
        let rows = rows(500, weights: [-1, 2])
        let distances = [0.1, 1, 10, 100, 10_000].map { penalty in
            zip(fit(rows, start: [0.3, -0.3], penalty: penalty), [0.3, -0.3]).reduce(0) { $0 + abs($1.0 - $1.1) }
        }
        #expect(distances == distances.sorted(by: >))
        #expect(distances[4] < 0.05 && distances[0] > 2)
    }

    @Test("The gradient of likelihood and penalty is nothing where the fit ends")
    func stationary() {
        let rows = rows(800, weights: [-0.5, 1, -2])
        let start = [0.2, 0, -0.4]
        let fitted = fit(rows, start: start, penalty: 2)
        for parameter in fitted.indices {
            var gradient = 2 * (fitted[parameter] - start[parameter])
            for row in rows where row.parameters.contains(Int32(parameter)) {
                let odds = row.parameters.reduce(0) { $0 + fitted[Int($1)] }
                gradient += Logistic.probability(odds) - (row.isTrue ? 1 : 0)
            }
            #expect(abs(gradient) < 0.1)
        }
    }

    @Test("A row counts by its weight")
    func weights() {
        let single = [
            Row(parameters: [0], isTrue: true, weight: 3), Row(parameters: [0], isTrue: false, weight: 1),
        ]
        let repeated = [true, true, true, false].map { Row(parameters: [0], isTrue: $0, weight: 1) }
        let fits = [single, repeated].map { fit($0, start: [0], penalty: 0.5)[0] }
        #expect(abs(fits[0] - fits[1]) < 1e-6 && fits[0] > 0)
    }

    @Test("What no row has stays where it starts; rows that all agree do not run away")
    func extremes() {
        #expect(fit([Row(parameters: [1], isTrue: true, weight: 1)], start: [0.7, 0], penalty: 1)[0] == 0.7)
        let agreeing = (0..<50).map { _ in Row(parameters: [0], isTrue: true, weight: 1) }
        let fitted = fit(agreeing, start: [0], penalty: 0.5)[0]
        #expect(fitted > 2 && fitted < 10)
        #expect(fit(agreeing, start: [0], penalty: 0)[0].isFinite)
        #expect(fit([], start: [1, 2], penalty: 1) == [1, 2])
    }

    @Test("Log-odds and probabilities are each other's inverse", arguments: [-20, -1, 0, 0.3, 5.0])
    func logistic(_ odds: Double) {
        #expect(abs(Logistic.logit(Logistic.probability(odds)) - odds) < 1e-6)
    }

    @Test("Far log-odds are sure")
    func sure() { #expect(Logistic.probability(1e4) == 1 && Logistic.probability(-1e4) == 0) }
}
