/// One rule of a pack: what it looks for, and what a hit says (DESIGN section 5).
public struct Rule: Sendable {
    /// What a hit of the rule is counted as.
    public enum Target: Sendable, Hashable {
        /// A finding of this category.
        case category(Category)
        /// A mark on the message.
        case flag(Flag)

        /// How many targets there are.
        static let count = Category.allCases.count + Flag.allCases.count
        private static let categories = Category.allCases.count

        /// The target's number among all.
        var number: Int {
            switch self {
            case .category(let category): category.order
            case .flag(let flag): Self.categories + flag.order
            }
        }
    }

    /// `CATEGORY.NAME`, unique in a pack.
    public var id: String
    /// What the rule looks for, in words for people.
    public var title: String
    /// What a hit is counted as.
    public var target: Target
    /// Words and phrases.
    public var terms: [Term]
    /// PCRE2 patterns.
    public var patterns: [String]
    /// Literals one of which stands in every match of ``patterns``; empty where they are to be derived.
    public var anchors: [String]
    /// Names of form fields, or of headings in running text.
    public var fields: [String]
    /// Log-odds of being a finding before any context.
    public var prior: Double
    /// Cue families looked for besides the general ones.
    public var context: [String]
    /// The polarity of every hit; nil where the cues around it decide.
    public var polarity: Polarity?
    /// Whom every hit is about; nil where the cues around it decide.
    public var about: DataSubject?
    /// Whether a hit says the fact outright; false where the reader has to infer it.
    public var explicit: Bool
    /// Terms match only as written.
    public var caseSensitive: Bool
    /// Cue families of which one must stand in the sentence.
    public var needs: [String]
    /// Phrases that must not stand in the sentence.
    public var unless: [String]
    /// Texts in which it has to find something; at least one.
    public var examples: [Example]
    /// Texts in which it must find nothing; at least one.
    public var counterexamples: [Example]
    /// Where the rule stands, for mistakes.
    public var file: String
    /// The line it begins on, from 1.
    public var line: Int
}

/// A word or phrase of a rule, with the phrases in which it does not count.
public struct Term: Sendable, Equatable {
    /// The word or phrase; `*` at its end stands for any ending.
    public var text: String
    /// Phrases around the term in which it does not count.
    public var exclusions: [String]

    /// Reads `term ! not this ! or this`.
    init(_ line: String) {
        let pieces = line.utf8.split(separator: UInt8(ascii: "!"), omittingEmptySubsequences: false)
        text = pieces.first.map(Self.trimmed) ?? ""
        exclusions = pieces.dropFirst().map(Self.trimmed).filter { !$0.isEmpty }
    }
}

extension Term {
    /// Without white space at both ends.
    private static func trimmed(_ piece: Substring.UTF8View) -> String {
        var piece = Substring(piece).unicodeScalars
        while piece.first?.properties.isWhitespace == true { piece.removeFirst() }
        while piece.last?.properties.isWhitespace == true { piece.removeLast() }
        return String(piece)
    }
}

/// A text on which a rule is tried: running text, or the answer in a form field.
public struct Example: Sendable, Equatable {
    /// The name of the form field; nil for running text.
    public var field: String?
    /// The running text, or the answer.
    public var text: String
    /// The line it begins on, from 1.
    public var line: Int
}
