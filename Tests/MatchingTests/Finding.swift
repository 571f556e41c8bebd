import Matching

extension Matcher {
    /// All matches in `text`.
    func matches(in text: [UInt8], range: Range<Int>? = nil, scratch: MatcherScratch = MatcherScratch()) -> [Match] {
        var matches: [Match] = []
        text.withUnsafeBytes {
            find(in: $0, range: range ?? 0..<text.count, scratch: scratch, into: &matches)
        }
        return matches
    }

    /// The matched pieces of `text`, in order.
    func pieces(of text: String, scratch: MatcherScratch = MatcherScratch()) -> [String] {
        let bytes = Array(text.utf8)
        return matches(in: bytes, scratch: scratch).map { String(decoding: bytes[$0.range], as: UTF8.self) }
    }
}

/// A matcher of `terms`, numbered from 0.
func matcher(_ terms: String..., caseSensitive: Bool = false) throws -> Matcher {
    var builder = MatcherBuilder()
    for (index, term) in terms.enumerated() {
        try builder.addTerm(term, pattern: Int32(index), caseSensitive: caseSensitive)
    }
    return try builder.build()
}

/// A matcher of one regex.
func matcher(regex: String, anchors: [String] = [], caseSensitive: Bool = false) throws -> Matcher {
    var builder = MatcherBuilder()
    try builder.addRegex(regex, pattern: 0, anchors: anchors, caseSensitive: caseSensitive)
    return try builder.build()
}
