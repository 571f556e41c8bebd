import Foundation

/// Log-odds and probabilities.
public enum Logistic {
    /// The probability of log-odds `z`.
    public static func probability(_ z: Double) -> Double { 1 / (1 + exp(-z)) }

    /// The log-odds of a probability between 0 and 1.
    public static func logit(_ p: Double) -> Double { log(p / (1 - p)) }
}
