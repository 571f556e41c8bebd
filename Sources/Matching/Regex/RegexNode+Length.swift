/// How long a text can be that a part of a regex matches, as far as that is to be expected.
///
/// A match that begins further before its anchor than this is not found, so the figures are generous: a word has up to
/// 40 bytes, a run of blanks up to eight.
extension RegexNode {
    /// What an unbounded repetition of one character comes to: a long word.
    private static let longestRun = 40
    /// No part is taken to be longer than a window.
    private static let most = RegexWindow.before

    /// The bytes of the longest text that this part is likely to match.
    ///
    /// - Parameter parts: the same of its items or branches.
    func maximumLength(_ parts: [Int]) -> Int {
        switch self {
        case .literal(let bytes): Self.widenedLength(bytes)
        case .anyOf: 4
        case .border, .condition: 0
        case .sequence: min(Self.most, parts.reduce(0, +))
        case .choice: parts.max() ?? 0
        case .repetition(_, _, let most): Self.repeated(parts.first ?? 0, most)
        }
    }

    /// The bytes of a text in which every space may be a run of eight.
    static func widenedLength(_ text: [UInt8]) -> Int {
        text.reduce(0) { $0 + ($1 == 0x20 || $1 == 0x2D ? 8 : 1) }
    }

    private static func repeated(_ once: Int, _ times: Int?) -> Int {
        guard let times else { return once <= 4 ? longestRun : most }
        return min(most, once * min(times, most))
    }
}
