import Foundation

/// Words that are used alike, in classes of three sizes, one within the other: what the sentence model learns of "rabbi" it then believes of "rebbe" too,
/// though no message that it was fitted on has the word.
///
/// A line of the file is one of the smallest classes: its number, which begins with those of the greater ones (`39.2.1`), a tab, and its words in
/// lower case. A word stands in one class.
public struct WordClasses: Sendable {
    /// A smallest class.
    struct WordClass: Sendable {
        /// The names of its features, from the greatest class to the smallest: `@39`, `@39.2`, `@39.2.1`.
        let names: [String]
        /// Its words, between spaces.
        let words: ArraySlice<UInt8>
        /// How many words.
        var count: Int {
            var count = 0
            forEachWord { _ in count += 1 }
            return count
        }

        /// Calls `body` with each word.
        func forEachWord(_ body: (ArraySlice<UInt8>) -> Void) {
            var rest = words
            while let first = rest.firstIndex(where: { $0 != 0x20 }) {
                let end = rest[first...].firstIndex(of: 0x20) ?? rest.endIndex
                body(rest[first..<end])
                rest = rest[end...]
            }
        }
    }

    let classes: [WordClass]

    /// No word is in a class.
    static let none = WordClasses(classes: [])

    /// How much a class counts beside a word that is as rare.
    static let share = 0.6

    /// Whether a name in the model's file is of a class.
    static func isClass(_ name: String) -> Bool { name.utf8.first == 0x40 }

    /// The same of a name in bytes.
    static func isClass(_ name: ArraySlice<UInt8>) -> Bool { name.first == 0x40 }

    /// Reads the file.
    ///
    /// - Throws: ``SettingsError`` with file and line.
    static func load(path: String, name file: String) throws -> WordClasses {
        let text = try SettingsText.bytes(path: path, name: file)
        var classes: [WordClass] = []
        for (index, line) in text.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            guard let first = line.first, first != 0x23 else { continue }
            let number = line.prefix { $0 != 0x09 }
            guard let names = names(number), number.endIndex < line.endIndex else {
                throw SettingsError(
                    file: file, line: index + 1,
                    message: "should be the number of a class, as in 39.2.1, a tab, and words between spaces")
            }
            classes.append(WordClass(names: names, words: line[(number.endIndex + 1)...]))
        }
        return WordClasses(classes: classes)
    }

    /// `@39`, `@39.2` and `@39.2.1` of `39.2.1`; nil where that is no number of a class.
    private static func names(_ number: ArraySlice<UInt8>) -> [String]? {
        let isNumber = number.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E }
        let parts = String(decoding: number, as: UTF8.self).split(separator: ".", omittingEmptySubsequences: false)
        guard isNumber, parts.count == 3, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        return (1...3).map { "@" + parts.prefix($0).joined(separator: ".") }
    }

    /// For each word the names of its classes, for training.
    func namesOfWords() -> [String: [String]] {
        var result: [String: [String]] = [:]
        for wordClass in classes {
            wordClass.forEachWord { result[String(decoding: $0, as: UTF8.self)] = wordClass.names }
        }
        return result
    }
}
