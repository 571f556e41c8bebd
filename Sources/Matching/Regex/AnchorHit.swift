/// A place where an anchor of a regex stands.
struct AnchorHit: Comparable {
    /// The index of the regex.
    var regex: Int32
    var start: Int32
    var end: Int32

    static func < (left: AnchorHit, right: AnchorHit) -> Bool {
        (left.regex, left.start, left.end) < (right.regex, right.start, right.end)
    }
}
