import Matching

extension MatcherBuilder {
    /// Adds a term as normalised text has it. A refusal names the term.
    mutating func add(_ term: Term, pattern: Int32, caseSensitive: Bool = false) throws {
        do {
            try addTerm(
                PlainText.of(term.text), pattern: pattern, caseSensitive: caseSensitive,
                exclusions: term.exclusions.map(PlainText.of))
        } catch let error as PatternError {
            throw PatternError("'\(term.text)': \(error)")
        }
    }
}
