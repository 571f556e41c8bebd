import Foundation
import Messages
import Testing

@testable import Detection

@Suite("Worlds that are fitted on, developed on and held out")
struct WorldSplitTests {
    private static let splits = ["fit", "develop", "held-out"]

    /// The texts of all messages of a split, by the message.
    private func texts(of split: String) throws -> [(id: String, words: [Substring])] {
        let folder = repositoryFile("corpora/en/\(split)")
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return try files.filter { $0.hasSuffix(".jsonl") }.sorted().flatMap { file in
            try LabelledMessage.load(path: "\(folder)/\(file)").map { labelled in
                let text = labelled.message.segments.map(\.text.string).joined(separator: "\n")
                return (labelled.id, words(of: text))
            }
        }
    }

    /// Words as they are compared: lower-case, without apostrophes.
    private func words(of text: String) -> [Substring] {
        text.lowercased().filter { $0 != "'" && $0 != "\u{2019}" }.split { !$0.isLetter && !$0.isNumber }
    }

    /// The hashes of all sequences of `length` words.
    private func sequences(_ words: [Substring], _ length: Int) -> Set<Int> {
        guard words.count >= length else { return [] }
        return Set((0...words.count - length).map { words[$0..<$0 + length].hashValue })
    }

    @Test("No sequence of eight words, signatures included, stands in two of the splits")
    func disjoint() throws {
        var owners: [Int: (split: String, id: String)] = [:]
        var counted = 0
        for split in Self.splits {
            for (id, words) in try texts(of: split) {
                for sequence in sequences(words, 8) {
                    if let first = owners[sequence], first.split != split {
                        Issue.record("\(id) in \(split) shares eight words with \(first.id) in \(first.split)")
                    }
                    owners[sequence] = (split, id)
                    counted += 1
                }
            }
        }
        print("\(counted) sequences of eight words compared")
        #expect(counted > 10_000)
    }

    @Test("No example and no term of a rule repeats six words of a message that its writer may have read")
    func packs() throws {
        let patterns = try PatternFolder.load(path: repositoryFile("patterns"))
        var owners: [Int: String] = [:]
        // Whoever writes rules has not read the worlds that are held out.
        for split in ["fit", "develop"] {
            for (id, words) in try texts(of: split) {
                for sequence in sequences(words, 6) { owners[sequence] = id }
            }
        }
        for rule in patterns.packs.flatMap(\.rules) {
            let texts =
                rule.terms.map(\.text)
                + (rule.examples + rule.counterexamples).map {
                    $0.message.segments.map(\.text.string).joined(separator: "\n")
                }
            for text in texts {
                for sequence in sequences(words(of: text), 6) {
                    if let id = owners[sequence] { Issue.record("rule \(rule.id) repeats six words of \(id)") }
                }
            }
        }
    }
}
