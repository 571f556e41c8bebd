/// One rule of a pack: what it looks for, and what a hit says (DESIGN section 5).
public struct Rule: Sendable {
    /// What a hit of the rule is counted as.
    public enum Target: Sendable, Hashable {
        case category(Category)
        case flag(Flag)
    }

    /// `CATEGORY.NAME`, unique in a pack.
    public var id: String
    public var title: String
    public var target: Target
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
    public var explicit: Bool
    public var caseSensitive: Bool
    /// Cue families of which one must stand in the sentence.
    public var needs: [String]
    /// Phrases that must not stand in the sentence.
    public var unless: [String]
    public var examples: [Example]
    public var counterexamples: [Example]
    /// Where the rule stands, for mistakes.
    public var file: String
    public var line: Int
}

/// A word or phrase of a rule, with the phrases in which it does not count.
public struct Term: Sendable, Equatable {
    public var text: String
    public var exclusions: [String]

    /// Reads `term ! not this ! or this`.
    init(_ line: String) {
        let pieces = line.split(separator: "!", omittingEmptySubsequences: false).map {
            $0.trimmingPrefix(while: \.isWhitespace).reversedTrimmed()
        }
        text = pieces[0]
        exclusions = pieces.dropFirst().filter { !$0.isEmpty }
    }
}

/// A text on which a rule is tried: running text, or the answer in a form field.
public struct Example: Sendable, Equatable {
    public var field: String?
    public var text: String
    public var line: Int
}

extension Substring {
    /// The text without white space at its end.
    fileprivate func reversedTrimmed() -> String {
        var text = self
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
