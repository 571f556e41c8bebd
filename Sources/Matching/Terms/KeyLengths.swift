/// How many bytes of a text's words are looked up.
struct KeyLengths: Sendable {
    /// The length of the shortest word that a term is found by, up to 4: shorter words are passed over; 1 where pairs are looked up.
    let minimum: Int
    /// How many first bytes of every word are looked up for terms with a `*`; 0 where there is no need.
    let prefix: Int
    /// The same for terms with few letters before the `*`, which begin many words.
    let shortPrefix: Int
    /// Whether some term is found by two words side by side.
    let hasPairs: Bool
    /// Whether some term is found by a character of a script without spaces.
    let hasUnspaced: Bool

    /// From this length on the beginning of a word is not short.
    static let longPrefix = 4

    /// The lengths that `choices` need.
    init(_ choices: [AnchorWord.Choice]) {
        let spaced = choices.filter { $0.kind != .unspacedShort && $0.kind != .unspacedLong }
        hasPairs = spaced.contains { $0.kind == .pair }
        minimum = hasPairs ? 1 : min(4, spaced.map(\.length).min() ?? 4)
        prefix = choices.filter { $0.kind == .prefix }.map(\.length).min() ?? 0
        shortPrefix = choices.filter { $0.kind == .shortPrefix }.map(\.length).min() ?? 0
        hasUnspaced = spaced.count < choices.count
    }

    /// The lengths as numbers, to be kept.
    var numbers: [Int] { [minimum, prefix, shortPrefix, hasPairs ? 1 : 0, hasUnspaced ? 1 : 0] }

    /// Lengths that were kept; nil where they are none.
    init?(numbers: [Int]) {
        guard numbers.count == 5, (1...4).contains(numbers[0]), numbers[1...].allSatisfy((0...8).contains) else {
            return nil
        }
        (minimum, prefix, shortPrefix) = (numbers[0], numbers[1], numbers[2])
        (hasPairs, hasUnspaced) = (numbers[3] != 0, numbers[4] != 0)
    }

    /// How many bytes the key of `choice` takes in.
    func length(for choice: AnchorWord.Choice) -> Int {
        switch choice.kind {
        case .prefix: prefix
        case .shortPrefix: shortPrefix
        default: choice.length
        }
    }
}
