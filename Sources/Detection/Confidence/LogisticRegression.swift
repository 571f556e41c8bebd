import Foundation

/// Logistic regression with a quadratic penalty around starting weights, fitted by cyclic coordinate steps of Newton's
/// method. Deterministic: the same rows in the same order give the same weights.
///
/// Source of the method: Genkin, Lewis and Madigan, Large-scale Bayesian logistic regression for text categorization,
/// Technometrics 49 (2007), with a Gaussian prior.
struct LogisticRegression {
    /// One observation: which parameters are active, whether it is true, and how much it counts.
    struct Row {
        var parameters: [Int32]
        var isTrue: Bool
        var weight: Double
        /// Log-odds that it brings along, which are not fitted.
        var offset = 0.0
    }

    /// Where each parameter starts and is pulled to.
    var start: [Double]
    /// How strongly each is pulled: the inverse variance of its prior.
    var penalty: [Double]
    /// The longest step of one parameter in one sweep.
    private static let longestStep = 1.0

    /// Fits the parameters to the rows.
    ///
    /// - Parameter from: where the search begins, if not at the starting weights; the result is the same.
    func fit(_ rows: [Row], from initial: [Double]? = nil, sweeps: Int = 60, tolerance: Double = 1e-4) -> [Double] {
        var theta = initial ?? start
        var rowsOf = [[Int32]](repeating: [], count: start.count)
        var scores = [Double](repeating: 0, count: rows.count)
        for (index, row) in rows.enumerated() {
            scores[index] = row.offset
            for parameter in row.parameters {
                rowsOf[Int(parameter)].append(Int32(index))
                scores[index] += theta[Int(parameter)]
            }
        }
        for _ in 0..<sweeps {
            var largest = 0.0
            for parameter in theta.indices where !rowsOf[parameter].isEmpty {
                let step = newtonStep(parameter, theta[parameter], rowsOf[parameter], rows, scores)
                theta[parameter] += step
                for row in rowsOf[parameter] { scores[Int(row)] += step }
                largest = max(largest, abs(step))
            }
            if largest < tolerance { break }
        }
        return theta
    }

    private func newtonStep(
        _ parameter: Int, _ value: Double, _ active: [Int32], _ rows: [Row], _ scores: [Double]
    ) -> Double {
        var gradient = penalty[parameter] * (value - start[parameter])
        var curvature = penalty[parameter]
        for index in active {
            let row = rows[Int(index)]
            let p = Logistic.probability(scores[Int(index)])
            gradient += row.weight * (p - (row.isTrue ? 1 : 0))
            curvature += row.weight * p * (1 - p)
        }
        guard curvature > 0 else { return 0 }
        return min(max(-gradient / curvature, -Self.longestStep), Self.longestStep)
    }
}
