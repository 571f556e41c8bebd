/// Collects terms and regular expressions and makes a `Matcher` of them.
///
/// Texts and patterns are compared byte by byte, ASCII letters caseless unless asked otherwise. A text is expected in the form that rules are written in:
/// lower-case beyond ASCII, without typographic variants.
public struct MatcherBuilder {
    private var additions: [TermTableBuilder.Addition] = []
    private var regexes: [Regex] = []

    /// Whether each regex is tried on texts that bring bad ones to their knees. Packs that were checked before need not be checked again:
    /// searches keep to `MatcherLimits` in any case.
    public var triesRegexes = true

    /// A builder without patterns.
    public init() {}

    /// Adds a word or phrase.
    ///
    /// It matches whole words only. A space or hyphen in it matches up to eight blanks and hyphens, or a line break with quote marks behind it. A `*` at
    /// the end lets the last word go on, and the match ends with that word. Other characters match themselves. Where it begins or ends with
    /// a character that is part of no word (`+ve`, `c++`), nothing is asked of that side, nor where it begins or ends in a script that is
    /// written without spaces.
    /// - Parameters:
    ///   - pattern: The number that matches are reported under; many terms may share it.
    ///   - caseSensitive: Whether it matches only as written (`MS`, `AIDS`).
    ///   - exclusions: Phrases in which it does not count: a match is dropped that overlaps one of them; phrases that do not contain
    ///     the term also count where only a separator lies between.
    /// - Throws: `PatternError` where the term or an exclusion has neither letter nor digit, or is too long.
    public mutating func addTerm(
        _ text: String, pattern: Int32, caseSensitive: Bool = false, exclusions: [String] = []
    ) throws {
        additions.append(
            TermTableBuilder.Addition(
                term: try Term(text, isCaseSensitive: caseSensitive), pattern: pattern,
                exclusions: try exclusions.map { try Term($0, isCaseSensitive: false) }))
    }

    /// Adds a regular expression of PCRE2.
    ///
    /// It is tried where one of its anchors stands, on 256 bytes before and 512 behind, and a match has to contain that anchor and must not
    /// begin inside a word. Matches of one regex do not overlap. `.` matches line breaks too, `^` and `$` are borders of lines, `\w`, `\d`, `\s` and `\b` go by
    /// Unicode, and a space matches what it matches in a term.
    /// - Parameters:
    ///   - pattern: The number that matches are reported under.
    ///   - anchors: Terms one of which stands in every match, case ignored; derived from the regex where there are none.
    ///   - fallback: Terms of which the same holds, used where none are given and none can be derived.
    ///   - caseSensitive: Whether letters match only as written.
    /// - Throws: `PatternError` where the regex is not valid, longer than 4,096 bytes, gives no anchors, or needs too many steps.
    public mutating func addRegex(
        _ regex: String, pattern: Int32, anchors: [String] = [], fallback: [String] = [], caseSensitive: Bool = false
    ) throws {
        guard !regex.utf8.starts(with: "(*".utf8) else {
            throw PatternError("the regular expression begins with an option of PCRE2, which is not allowed here")
        }
        let derived = anchors.isEmpty ? AnchorDerivation.derive(regex) : nil
        let compiled = try Regex(
            regex, pattern: pattern, isCaseSensitive: caseSensitive, reach: derived?.lead ?? RegexWindow.before)
        let given = anchors.isEmpty ? fallback : anchors
        guard let texts = derived?.anchors.sorted() ?? (given.isEmpty ? nil : given) else {
            throw PatternError(
                "no word stands for certain in every match of the regular expression; give `anchors`, or a word between spaces or \\b"
            )
        }
        let terms = try texts.map { try Term($0, isCaseSensitive: false) }
        if triesRegexes { try RegexTrial.check(compiled, anchors: terms) }
        let index = Int32(regexes.count)
        regexes.append(compiled)
        additions += terms.map { TermTableBuilder.Addition(term: $0, pattern: index, isRegexAnchor: true) }
    }

    /// The matcher of everything that was added.
    /// - Throws: `PatternError` where it is more than a matcher can hold.
    public func build() throws -> Matcher {
        Matcher(table: try TermTableBuilder.build(additions), regexes: regexes)
    }
}
