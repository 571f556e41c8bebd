/// A place where a regex is to be tried.
struct AnchorHit: Comparable {
    /// The index of the regex and the way in which it is found.
    var regex: Int32
    /// The anchor.
    var start: Int32
    var end: Int32

    static func < (left: AnchorHit, right: AnchorHit) -> Bool {
        (left.regex, left.start, left.end) < (right.regex, right.start, right.end)
    }
}

/// A regex and how far before an anchor a match of it may begin.
struct AnchoredRegex: Sendable {
    let regex: Regex
    let reach: AnchorReach
}

/// What a term means to a regex.
struct AnchorLink: BitwiseCopyable, Sendable {
    /// The index of the regex and the way in which it is found.
    var regex: Int32
    var role: Role
    /// The most runs of white space from the start of an anchor to that of its companion, or the other way round.
    var gap: UInt8

    /// The part that the term plays.
    enum Role: UInt8, BitwiseCopyable, Sendable {
        /// The regex is tried wherever the term stands.
        case anchor
        /// The regex is tried where a companion stood before the term.
        case anchorAfterCompanion
        /// The regex is tried where a companion comes after the term.
        case anchorBeforeCompanion
        /// The term stands before an anchor in every match.
        case companionBefore
        /// The term stands behind an anchor in every match.
        case companionBehind
    }
}
