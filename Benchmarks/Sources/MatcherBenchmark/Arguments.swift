/// What the command line asks for.
struct Arguments {
    /// The text to search.
    var text = ""
    /// A list of terms; without one they are made of the text.
    var terms: String?
    /// How many terms are made.
    var count = 3_000
    /// How often each engine runs.
    var runs = 9
    /// Where the making of terms starts.
    var seed: UInt64 = 1
    /// How many more terms end in `*`, for our matcher only.
    var prefixes = 0

    static let usage = "usage: MatcherBenchmark TEXT [--terms FILE] [--count 3000] [--runs 9] [--seed 1] [--prefixes 0]"

    /// Reads `arguments`, or nil where they are wrong.
    init?(_ arguments: some Collection<String>) {
        var rest = Array(arguments)[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "--terms": terms = rest.popFirst()
            case "--count": count = rest.popFirst().flatMap { Int($0) } ?? 0
            case "--runs": runs = rest.popFirst().flatMap { Int($0) } ?? 0
            case "--seed": seed = rest.popFirst().flatMap { UInt64($0) } ?? 0
            case "--prefixes": prefixes = rest.popFirst().flatMap { Int($0) } ?? 0
            default: text = argument
            }
        }
        guard !text.isEmpty, count > 0, runs > 0 else { return nil }
    }
}
