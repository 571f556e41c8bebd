/// One term in the tables of a matcher.
struct TermRecord: BitwiseCopyable, Sendable {
    /// Where the term's bytes begin among the programs of all terms.
    var program: UInt32
    /// How many they are.
    var length: UInt16
    /// The offset in the program of the word or character by which the term is found.
    var anchor: UInt16
    var flags: Flags
    /// How many exclusions it has, or for an anchor how many links to regexes.
    var attachedCount: UInt16 = 0
    /// The first of them among those of all terms.
    var firstAttached: UInt32 = 0
    /// The pattern's number; nothing for an anchor.
    var pattern: Int32

    /// The indexes of its exclusions, or for an anchor of its links.
    var attached: Range<Int> { Int(firstAttached)..<Int(firstAttached) &+ Int(attachedCount) }

    /// What is asked of a match.
    struct Flags: OptionSet, BitwiseCopyable, Sendable {
        var rawValue: UInt16
        /// Upper and lower case differ.
        static let caseSensitive = Flags(rawValue: 1)
        /// The last word may go on.
        static let prefix = Flags(rawValue: 2)
        /// No word character may stand before the term.
        static let wordBefore = Flags(rawValue: 4)
        /// No word character may stand behind the term.
        static let wordAfter = Flags(rawValue: 8)
        /// There is a separator before the anchor, so that the start has to be looked for.
        static let separatorBeforeAnchor = Flags(rawValue: 16)
        /// The term is an anchor or companion of regexes.
        static let regexAnchor = Flags(rawValue: 32)
        /// An exclusion that also counts where only a separator lies between it and the match.
        static let adjacent = Flags(rawValue: 64)
        /// Before the anchor stand a separator and bytes that could be part of one.
        static let ambiguousBefore = Flags(rawValue: 128)

        /// The term is one word that the key tells whole: no comparison is needed.
        static let isKey = Flags(rawValue: 256)

        init(rawValue: UInt16) { self.rawValue = rawValue }
    }

    /// The record of `term`, whose words are `parts`, found by the part of it at `anchor`.
    init(_ term: Term, _ parts: TermWords, programOffset: Int, anchor: Int, pattern: Int32, flags extra: Flags = []) {
        var flags = extra
        if term.isCaseSensitive { flags.insert(.caseSensitive) }
        let words = parts.words
        if words.first?.lowerBound == 0 { flags.insert(.wordBefore) }
        if words.last?.upperBound == term.program.count {
            // Of an anchor only the bytes that are given have to lie within a match.
            if !term.isPrefix {
                flags.insert(.wordAfter)
            } else if !flags.contains(.regexAnchor) {
                flags.insert(.prefix)
            }
        }
        let before = term.program[..<anchor]
        if before.contains(Separator.marker) {
            flags.insert(.separatorBeforeAnchor)
            if before.contains(where: { $0 != Separator.marker && Separator.isPart($0) }) {
                flags.insert(.ambiguousBefore)
            }
        }
        if words.first == 0..<term.program.count, term.program.count < TermKey.maximumLength,
            !term.isPrefix, !term.isCaseSensitive, term.program.allSatisfy(TextView.isASCIIWord)
        {
            flags.insert(.isKey)
        }
        self.flags = flags
        program = UInt32(programOffset)
        length = UInt16(term.program.count)
        self.anchor = UInt16(anchor)
        self.pattern = pattern
    }
}
