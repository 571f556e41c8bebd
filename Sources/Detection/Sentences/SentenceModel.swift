import Foundation
import Messages

/// A small model of sentences: for each category a weight for each word, pair of words and four letters of a word, summed and divided by the length of
/// the sentence as a vector of their rarities (tf-idf). A word brings what is known of its classes (``WordClasses``). It knows facts that no rule has a word for ("stood at the gate with the others both days") as far as the worlds it was fitted on speak alike.
public struct SentenceModel: Sendable {
    typealias Sum = SentenceSum

    /// Log-odds of the nine categories, in the order of ``Category``.
    struct Scores: Sendable {
        fileprivate(set) var values = SIMD16<Float>(repeating: 0)

        /// Lower than any.
        static let least = Scores(values: SIMD16<Float>(repeating: -1_000))

        /// Takes the greater of each.
        mutating func formMaximum(_ other: Scores) { values = pointwiseMax(values, other.values) }

        /// The log-odds of one category.
        subscript(category: Category) -> Double { Double(values[category.order]) }
        /// The greatest of all.
        var best: Double { Double(values.max()) }
    }

    /// What two models differ by.
    final class Identity: Sendable {}
    let identity = Identity()

    /// What is known of two words side by side, of four letters, and of words with their classes: apart, so that those asked most often stay in the
    /// processor's caches. What words and their letters come to is kept by whoever asks (``SentenceScorer``); pairs are asked for each time.
    private(set) var pairs: SentenceTable
    private(set) var letters: SentenceTable
    private(set) var words: SentenceTable
    private let bias: SIMD16<Float>
    private let intercepts: [Float]
    /// The names and weights that it was fitted with, for the file; a model that was read from its file has none.
    private let entries: [Entry]
    /// Whether nothing is known.
    let isSilent: Bool

    /// A model that knows nothing and of which nothing is asked.
    static let silent = SentenceModel([], intercepts: [])

    /// What is known of one word, pair or four letters.
    struct Entry: Sendable {
        var name: String
        /// The logarithm of how few sentences have it.
        var rarity: Float
        /// Nine weights.
        var weights: [Float]
    }

    /// A model of named weights and what is added for each category; what is known of a class is added to each of its words.
    init(_ entries: [Entry], intercepts: [Float], classes: WordClasses = .none) {
        var keys = Keys(classes)
        for entry in entries {
            keys.add(
                SentenceSlot(rarity: entry.rarity, weights: entry.weights), named: Array(entry.name.utf8)[...])
        }
        self.init(keys, entries, intercepts)
    }

    private init(_ keys: Keys, _ entries: [Entry], _ intercepts: [Float]) {
        (pairs, letters, words) = keys.tables()
        self.entries = entries
        self.intercepts = intercepts
        isSilent = keys.isEmpty
        var bias = SIMD16<Float>(repeating: -1_000)
        for (index, value) in intercepts.enumerated() { bias[index] = value }
        self.bias = bias
    }

    /// What a model knows on its way into tables.
    private struct Keys {
        private let classes: WordClasses
        private var pairs: [(key: UInt64, slot: SentenceSlot)] = []
        private var letters: [(key: UInt64, slot: SentenceSlot)] = []
        private var words: [(key: UInt64, slot: SentenceSlot)] = []
        private var ofClass: [String: SentenceSlot] = [:]

        init(_ classes: WordClasses) { self.classes = classes }

        var isEmpty: Bool { pairs.isEmpty && letters.isEmpty && words.isEmpty }

        mutating func add(_ slot: SentenceSlot, named name: ArraySlice<UInt8>) {
            if let (key, kind) = SentenceReader.key(named: name) {
                switch kind {
                case .pair: pairs.append((key, slot))
                case .letters: letters.append((key, slot))
                case .word: words.append((key, slot))
                }
            } else if WordClasses.isClass(name) {
                ofClass[String(decoding: name, as: UTF8.self)] = slot
            }
        }

        func tables() -> (pairs: SentenceTable, letters: SentenceTable, words: SentenceTable) {
            let known = classes.classes.map { wordClass in
                (wordClass, wordClass.names.compactMap { ofClass[$0] }.reduce(SentenceSlot()) { $0.adding($1) })
            }.filter { !$0.1.isEmpty }
            var ofWords = SentenceTable(capacity: known.reduce(words.count) { $0 + $1.0.count })
            for (key, slot) in words { ofWords.keep(slot, key) }
            for (wordClass, slot) in known {
                wordClass.forEachWord { ofWords.keep(slot, SentenceReader.key(ofWord: $0)) }
            }
            return (Self.table(pairs), Self.table(letters), ofWords)
        }

        private static func table(_ known: [(key: UInt64, slot: SentenceSlot)]) -> SentenceTable {
            var table = SentenceTable(capacity: known.count)
            for (key, slot) in known { table.keep(slot, key) }
            return table
        }
    }

    /// Adds what is known of a key of any kind.
    func add(_ key: UInt64, to sum: inout Sum) {
        pairs.add(key, to: &sum)
        letters.add(key, to: &sum)
        words.add(key, to: &sum)
    }

    /// The log-odds of a sentence whose keys add up to `sum`, at even odds of all categories.
    func scores(_ sum: Sum) -> Scores { Scores(values: sum.scaled + bias) }
}

extension SentenceModel {
    /// Reads a model: a line each, the name, a tab, and the nine weights; the first line has the intercepts.
    ///
    /// - Throws: ``SettingsError`` with file and line.
    static func load(path: String, name file: String, classes: WordClasses = .none) throws -> SentenceModel {
        let text = try SettingsText.bytes(path: path, name: file)
        var keys = Keys(classes)
        var intercepts: [Float]?
        var weights: [Float] = []
        var (start, line) = (0, 0)
        while start < text.count {
            let end = text[start...].firstIndex(of: 0x0A) ?? text.count
            defer { start = end + 1 }
            line += 1
            // `#four` is a name, `# words` a comment.
            guard start < end, text[start] != 0x23 || start + 1 == end || text[start + 1] != 0x20 else { continue }
            let name = text[start..<(text[start..<end].firstIndex(of: 0x09) ?? end)]
            guard Self.numbers(text, name.endIndex..<end, into: &weights),
                weights.count == Category.allCases.count + 1
            else {
                throw SettingsError(
                    file: file, line: line,
                    message:
                        "should be words, their rarity, and a number for each of the \(Category.allCases.count) categories, between tabs"
                )
            }
            guard intercepts != nil else {
                intercepts = Array(weights.dropFirst())
                continue
            }
            keys.add(SentenceSlot(rarity: weights[0], weights: weights[1...]), named: name)
        }
        guard let intercepts else { throw SettingsError(file: file, message: "is empty") }
        return SentenceModel(keys, [], intercepts)
    }

    /// Reads what stands behind tabs as numbers; false where something else stands there.
    private static func numbers(_ text: [UInt8], _ range: Range<Int>, into numbers: inout [Float]) -> Bool {
        numbers.removeAll(keepingCapacity: true)
        var start = range.lowerBound
        while start < range.upperBound {
            var end = start
            while end < range.upperBound, text[end] != 0x09 { end += 1 }
            // Tabs side by side are one.
            if end > start {
                guard let number = Float(decimal: text, start..<end) else { return false }
                numbers.append(number)
            }
            start = end + 1
        }
        return true
    }

    /// The file's text.
    public var text: String {
        let names = Category.allCases.map(\.rawValue).joined(separator: "\t")
        var lines = [
            "# Written by `inward train`. What words say of a sentence, as log-odds: above 0 for the category, below 0 against it.",
            "# words\trarity\t\(names)",
        ]
        for entry in [Entry(name: "(always)", rarity: 0, weights: intercepts)] + entries {
            let numbers = ([entry.rarity] + entry.weights).map { String(format: "%.2f", $0) }
            lines.append(([entry.name] + numbers).joined(separator: "\t"))
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
