/// Keeps what is dear to make of a rule pack from one start of the program to the next. It is never needed: what it does not have is made anew.
public protocol MatcherKeeper: Sendable {
    /// What was kept under `recipe`, everything that the matcher was made of; nil where nothing was, or it may have been changed since.
    func matcher(for recipe: [UInt8]) -> [UInt8]?
    /// Keeps `matcher`; where that fails nothing is said.
    func keep(_ matcher: [UInt8], for recipe: [UInt8])
}
