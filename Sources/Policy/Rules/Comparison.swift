/// A bound on a number, as in `>= 0.8`.
public struct Comparison: Sendable, Equatable {
    /// How the number is compared.
    public enum Relation: String, Sendable, CaseIterable {
        case atLeast = ">="
        case above = ">"
        case atMost = "<="
        case below = "<"
        case equal = "="
    }

    /// How the number is compared.
    public var relation: Relation
    /// What it is compared with.
    public var bound: Double

    /// Whether `value` keeps to the bound.
    public func holds(_ value: Double) -> Bool {
        switch relation {
        case .atLeast: value >= bound
        case .above: value > bound
        case .atMost: value <= bound
        case .below: value < bound
        case .equal: value == bound
        }
    }
}
