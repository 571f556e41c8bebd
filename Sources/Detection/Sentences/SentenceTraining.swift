import Foundation
import Matching
import Messages

/// Fits the sentence model on labelled messages: for each category a logistic regression over the words of all sentences, those that overlap a
/// labelled phrase against the rest, both sides of equal weight. Deterministic.
struct SentenceTraining {
    /// The inverse variance of a word's weight.
    private static let penalty = 0.2
    /// Words that stand in fewer sentences say nothing.
    private static let fewest = 2
    private static let sweeps = 25

    /// One sentence.
    private struct Sentence {
        let names: [String]
        let categories: Set<Category>
        let world: String
    }

    private let sentences: [Sentence]
    private let classes: WordClasses

    /// The sentences of these messages.
    init(_ corpus: [LabelledMessage], classes: WordClasses = .none) {
        self.classes = classes
        let ofWords = classes.namesOfWords()
        sentences = corpus.flatMap { Self.sentences(of: $0, ofWords) }
    }

    /// The worlds of the messages: what stands before the last hyphen of their names.
    var worlds: [String] { Set(sentences.map(\.world)).sorted() }

    /// The name of a message's world.
    static func world(of id: String) -> String {
        id.lastIndex(of: "-").map { String(id[..<$0]) } ?? ""
    }

    private static func sentences(of labelled: LabelledMessage, _ classes: [String: [String]]) -> [Sentence] {
        var result: [Sentence] = []
        for segment in MessageText(labelled.message).segments {
            var lead: [String] = []
            switch segment.segment.place {
            case .header: continue
            case .field(let name): lead = SentenceReader.names(in: name, classes: classes)
            default: break
            }
            var ranges: [Range<Int>] = []
            segment.text.withBytes { text in SentenceReader.forEachSentence(in: text) { ranges.append($0) } }
            for range in ranges {
                let original = segment.normalised.original(range)
                let categories = labelled.spans.filter {
                    $0.place == segment.segment.place && $0.bytes.overlaps(original)
                }
                result.append(
                    Sentence(
                        names: lead + SentenceReader.names(in: segment.text.slice(range).string, classes: classes),
                        categories: Set(categories.map(\.category)), world: world(of: labelled.id)))
            }
        }
        return result
    }

    /// The model of all worlds but some, or of all.
    func fit(without worlds: Set<String> = []) -> SentenceModel {
        let kept = sentences.filter { !worlds.contains($0.world) }
        var counts: [String: Int] = [:]
        for sentence in kept { for name in Set(sentence.names) { counts[name, default: 0] += 1 } }
        let names = counts.filter { $0.value >= Self.fewest }.keys.sorted()
        let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, Int32($0)) })
        // Inverse document frequency, smoothed.
        let rarities = names.map {
            (log(Double(kept.count + 1) / Double((counts[$0] ?? 0) + 1)) + 1)
                * (WordClasses.isClass($0) ? WordClasses.share : 1)
        }
        let rows = kept.map { sentence in
            let parameters = sentence.names.compactMap { numbers[$0] }
            let length = parameters.reduce(0) { $0 + rarities[Int($1)] * rarities[Int($1)] }
            return SparseRow(parameters: parameters, scale: 1 / max(length, 1).squareRoot())
        }
        // A weight holds its rarity, so that rare words move more easily.
        let penalties = rarities.map { Self.penalty / ($0 * $0) }
        let fits = concurrentMap(Category.allCases) { category in
            SparseRegression(rows: rows, isTrue: kept.map { $0.categories.contains(category) }, penalties: penalties)
                .fit(sweeps: Self.sweeps)
        }
        let entries = names.indices.map { index in
            SentenceModel.Entry(
                name: names[index], rarity: Float(rarities[index]), weights: fits.map { Float($0.weights[index]) })
        }
        return SentenceModel(entries, intercepts: fits.map { Float($0.intercept) }, classes: classes)
    }
}

/// A sentence as a row of a regression: each of its words counts `scale`.
struct SparseRow: Sendable {
    var parameters: [Int32]
    var scale: Double
}

/// Logistic regression with a quadratic penalty over sparse rows, both outcomes of equal weight, by cyclic coordinate steps of Newton's method as in
/// ``LogisticRegression``.
struct SparseRegression {
    let rows: [SparseRow]
    let isTrue: [Bool]
    /// How strongly each weight is held to 0.
    let penalties: [Double]

    /// The fitted weights and intercept.
    func fit(sweeps: Int) -> (weights: [Double], intercept: Double) {
        let positive = isTrue.count { $0 }
        guard positive > 0, positive < rows.count else { return ([Double](repeating: 0, count: penalties.count), -5) }
        let weights = isTrue.map { Double(rows.count) / 2 / Double($0 ? positive : rows.count - positive) }
        var rowsOf = [[Int32]](repeating: [], count: penalties.count)
        for (index, row) in rows.enumerated() {
            for parameter in row.parameters { rowsOf[Int(parameter)].append(Int32(index)) }
        }
        var theta = [Double](repeating: 0, count: penalties.count)
        var scores = [Double](repeating: 0, count: rows.count)
        var intercept = 0.0
        for _ in 0..<sweeps {
            var largest = 0.0
            var (gradient, curvature) = (0.0, 1e-6)
            for index in rows.indices {
                let p = Logistic.probability(scores[index])
                gradient += weights[index] * (p - (isTrue[index] ? 1 : 0))
                curvature += weights[index] * p * (1 - p)
            }
            let step = max(-1, min(1, -gradient / curvature))
            intercept += step
            for index in rows.indices { scores[index] += step }
            for parameter in theta.indices {
                (gradient, curvature) = (penalties[parameter] * theta[parameter], penalties[parameter])
                for index in rowsOf[parameter] {
                    let row = Int(index)
                    let p = Logistic.probability(scores[row])
                    let value = rows[row].scale * weights[row]
                    gradient += value * (p - (isTrue[row] ? 1 : 0))
                    curvature += value * rows[row].scale * p * (1 - p)
                }
                let step = max(-1, min(1, -gradient / curvature))
                theta[parameter] += step
                for index in rowsOf[parameter] { scores[Int(index)] += step * rows[Int(index)].scale }
                largest = max(largest, abs(step))
            }
            if largest < 0.01 { break }
        }
        return (theta, intercept)
    }
}
