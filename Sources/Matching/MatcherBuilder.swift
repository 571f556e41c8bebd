/// Collects terms and regular expressions and makes a `Matcher` of them.
///
/// Texts and patterns are compared byte by byte, ASCII letters caseless unless asked otherwise. A text is expected in the form that rules are written in:
/// lower-case beyond ASCII, without typographic variants.
public struct MatcherBuilder: Sendable {
    private var additions: [TermTableBuilder.Addition] = []
    private var regexes: [AnchoredRegex] = []
    private var links: [Term: [AnchorLink]] = [:]

    /// Whether each regex is tried on texts that bring bad ones to their knees. Packs that were checked before need not be checked again:
    /// searches keep to `MatcherLimits` in any case.
    public var triesRegexes = true

    private let costs: AnchorCost

    /// A builder without patterns.
    /// - Parameter frequencies: how often words stand in the texts that are to be searched.
    public init(frequencies: WordFrequencies = .none) { costs = AnchorCost(frequencies: frequencies) }

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
    ///   - caseSensitive: Whether letters match only as written.
    /// - Throws: `PatternError` where the regex is not valid, longer than 4,096 bytes, gives no anchors, or needs too many steps.
    public mutating func addRegex(
        _ regex: String, pattern: Int32, anchors: [String] = [], caseSensitive: Bool = false
    ) throws {
        add(try prepare(regex, pattern: pattern, anchors: anchors, caseSensitive: caseSensitive))
    }

    /// A regular expression ready to be added. Most of the work is here, and builders can be asked on several threads.
    public struct PreparedRegex: Sendable {
        fileprivate let regex: Regex
        fileprivate let branches: [AnchorBranch]
    }

    /// Makes a regular expression ready; the same as ``addRegex(_:pattern:anchors:caseSensitive:)`` without adding it.
    public func prepare(
        _ regex: String, pattern: Int32, anchors: [String] = [], caseSensitive: Bool = false
    ) throws -> PreparedRegex {
        guard !regex.utf8.starts(with: "(*".utf8) else {
            throw PatternError("the regular expression begins with an option of PCRE2, which is not allowed here")
        }
        let compiled = try Regex(regex, pattern: pattern, isCaseSensitive: caseSensitive)
        let plan = try AnchorPlan(regex, given: anchors, costs: costs)
        if triesRegexes {
            try RegexTrial.check(compiled, anchors: plan.branches.flatMap { $0.anchors.map(\.text).sorted() })
        }
        return PreparedRegex(regex: compiled, branches: plan.branches)
    }

    /// Adds a regular expression that was made ready.
    public mutating func add(_ prepared: PreparedRegex) {
        for branch in prepared.branches { add(branch, of: prepared.regex) }
    }

    private mutating func add(_ branch: AnchorBranch, of regex: Regex) {
        let index = Int32(regexes.count)
        regexes.append(AnchoredRegex(regex: regex, reach: branch.reach))
        let roles: (AnchorLink.Role, AnchorLink.Role) =
            branch.companions.isEmpty
            ? (.anchor, .anchor)
            : branch.companionsFollow
                ? (.anchorBeforeCompanion, .companionBehind) : (.anchorAfterCompanion, .companionBefore)
        for (terms, role) in [(branch.anchors, roles.0), (branch.companions, roles.1)] {
            let link = AnchorLink(regex: index, role: role, gap: UInt8(clamping: branch.gap))
            for term in terms { links[term, default: []].append(link) }
        }
    }

    /// The matcher of everything that was added.
    /// - Throws: `PatternError` where it is more than a matcher can hold.
    public func build() throws -> Matcher {
        let anchors = links.map { TermTableBuilder.Addition(term: $0.key, pattern: 0, links: $0.value) }
            .sorted { $0.term.program.lexicographicallyPrecedes($1.term.program) }
        return Matcher(table: try TermTableBuilder.build(additions + anchors, costs), regexes: regexes)
    }
}
