import Foundation
import Messages

/// A small model of sentences: for each category a weight for each word, pair of words and four letters of a word, summed and divided by the length of
/// the sentence as a vector of their rarities (tf-idf). A word brings what is known of its classes (``WordClasses``). It knows facts that no rule has a word for ("stood at the gate with the others both days") as far as the worlds it was fitted on speak alike.
public struct SentenceModel: Sendable {
    /// What is known of one key, in 256ths. It fills half a line of the processor's cache, so that a key costs one look into memory.
    private struct Slot {
        /// Weights of the first eight categories.
        var first = SIMD8<Int16>()
        var key: UInt64 = 0
        /// The weight of the ninth, and the square of the key's rarity.
        var rest = SIMD2<Int16>()

        init() {}

        init(_ entry: Entry) {
            for (index, weight) in entry.weights.prefix(8).enumerated() { first[index] = Self.kept(weight) }
            rest = SIMD2(Self.kept(entry.weights[8]), Self.kept(entry.rarity * entry.rarity))
        }

        private static func kept(_ value: Float) -> Int16 {
            Int16(max(-32_000, min(32_000, (value * SentenceModel.unit).rounded())))
        }

        /// What both say together.
        func adding(_ other: Slot) -> Slot {
            var sum = self
            for index in 0..<8 { sum.first[index] = Self.sum(first[index], other.first[index]) }
            for index in 0..<2 { sum.rest[index] = Self.sum(rest[index], other.rest[index]) }
            return sum
        }

        private static func sum(_ left: Int16, _ right: Int16) -> Int16 {
            Int16(max(-32_000, min(32_000, Int32(left) + Int32(right))))
        }
    }

    /// What keys of a sentence add up to, laid out as a slot is.
    struct Sum: Equatable {
        fileprivate var first = SIMD8<Int32>()
        fileprivate var rest = SIMD2<Int32>()

        /// Of no keys.
        static let zero = Sum()

        @inline(__always)
        static func += (left: inout Sum, right: Sum) {
            left.first &+= right.first
            left.rest &+= right.rest
        }
    }

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

    /// Bits of the filter; a power of two.
    private static let filterSize = 1 << 20

    /// The weight of one, as it is kept.
    private static let unit: Float = 256

    /// An open-addressed table, its size a power of two, at most two thirds of it taken; the key 0 stands for an empty place.
    private var slots: [Slot]
    /// A bit for each key, so that most others are known for such without a look at the table.
    private var filter = [UInt64](repeating: 0, count: filterSize / 64)
    private let bias: SIMD16<Float>
    /// The names and weights that it was made of, for the file.
    let entries: [Entry]
    private let intercepts: [Float]

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
        self.entries = entries
        self.intercepts = intercepts
        var bias = SIMD16<Float>(repeating: -1_000)
        for (index, value) in intercepts.enumerated() { bias[index] = value }
        self.bias = bias
        var size = 16
        let count = classes.classes.reduce(entries.count) { $0 + $1.count }
        while size * 2 < count * 3 { size *= 2 }
        slots = [Slot](repeating: Slot(), count: size)
        var ofClass: [String: Slot] = [:]
        for entry in entries {
            let slot = Slot(entry)
            if let key = SentenceReader.key(named: entry.name) {
                keep(slot, key)
            } else if WordClasses.isClass(entry.name) {
                ofClass[entry.name] = slot
            }
        }
        for wordClass in classes.classes {
            let known = wordClass.names.compactMap { ofClass[$0] }.reduce(Slot()) { $0.adding($1) }
            guard known.rest[1] != 0 else { continue }
            wordClass.forEachWord { keep(known, SentenceReader.key(ofWord: $0)) }
        }
    }

    /// Keeps what is known of a key beside what is known of it already.
    private mutating func keep(_ slot: Slot, _ key: UInt64) {
        var place = Int(truncatingIfNeeded: key >> 32) & (slots.count - 1)
        while slots[place].key != 0, slots[place].key != key { place = (place + 1) & (slots.count - 1) }
        slots[place] = slots[place].adding(slot)
        slots[place].key = key
        let bit = Int(truncatingIfNeeded: key &>> 40) & (Self.filterSize - 1)
        filter[bit &>> 6] |= 1 &<< UInt64(bit & 63)
    }

    /// Whether nothing is known.
    var isSilent: Bool { entries.isEmpty }

    /// Adds what is known of a key.
    @inline(__always)
    func add(_ key: UInt64, to sum: inout Sum) {
        let bit = Int(truncatingIfNeeded: key &>> 40) & (Self.filterSize - 1)
        guard filter[bit &>> 6] &>> UInt64(bit & 63) & 1 != 0 else { return }
        let mask = slots.count &- 1
        var place = Int(truncatingIfNeeded: key &>> 32) & mask
        while slots[place].key != 0 {
            guard slots[place].key != key else {
                sum.first &+= SIMD8(truncatingIfNeeded: slots[place].first)
                sum.rest &+= SIMD2(truncatingIfNeeded: slots[place].rest)
                return
            }
            place = (place &+ 1) & mask
        }
    }

    /// The log-odds of a sentence whose keys add up to `sum`, at even odds of all categories.
    func scores(_ sum: Sum) -> Scores {
        let length = max(Float(sum.rest[1]) / Self.unit, 1).squareRoot() * Self.unit
        let rest = SIMD8<Float>(Float(sum.rest[0]), 0, 0, 0, 0, 0, 0, 0)
        return Scores(values: SIMD16(lowHalf: SIMD8<Float>(sum.first), highHalf: rest) / length + bias)
    }
}

extension SentenceModel {
    /// Reads a model: a line each, the name, a tab, and the nine weights; the first line has the intercepts.
    ///
    /// - Throws: ``SettingsError`` with file and line.
    static func load(path: String, name file: String, classes: WordClasses = .none) throws -> SentenceModel {
        let text = Array(try SettingsText.load(path: path, name: file).utf8)
        var entries: [Entry] = []
        var intercepts: [Float]?
        var weights: [Float] = []
        for (index, line) in text.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            // `#four` is a name, `# words` a comment.
            guard !line.isEmpty, !line.starts(with: [0x23, 0x20]) else { continue }
            let name = line.prefix { $0 != 0x09 }
            guard Self.numbers(line[name.endIndex...], into: &weights), weights.count == Category.allCases.count + 1
            else {
                throw SettingsError(
                    file: file, line: index + 1,
                    message:
                        "should be words, their rarity, and a number for each of the \(Category.allCases.count) categories, between tabs"
                )
            }
            let rest = Array(weights.dropFirst())
            guard intercepts != nil else {
                intercepts = rest
                continue
            }
            entries.append(Entry(name: String(decoding: name, as: UTF8.self), rarity: weights[0], weights: rest))
        }
        guard let intercepts else { throw SettingsError(file: file, message: "is empty") }
        return SentenceModel(entries, intercepts: intercepts, classes: classes)
    }

    /// Reads what stands behind tabs as numbers; false where something else stands there.
    private static func numbers(_ columns: ArraySlice<UInt8>, into numbers: inout [Float]) -> Bool {
        numbers.removeAll(keepingCapacity: true)
        for column in columns.split(separator: 0x09) {
            guard let number = Float(decimal: column) else { return false }
            numbers.append(number)
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
