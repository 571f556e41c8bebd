import Detection
import Messages

/// The sentence around a finding, and where in it the findings stand.
public struct Excerpt: Sendable, Equatable, Codable {
    /// A stretch of the sentence that a mask hides.
    public struct Span: Sendable, Equatable, Codable {
        /// Byte range in the sentence's UTF-8.
        public var start: Int
        /// One past the last byte.
        public var end: Int
        /// Raw value of the category that stands in its place.
        public var category: String
    }

    /// The sentence.
    public var text: String
    /// Not overlapping, in order.
    public var spans: [Span]

    /// How far a sentence reaches at most before and after a finding, in bytes.
    static let reach = 400

    /// The sentence with `[category]` for every finding in it.
    public var masked: String {
        let bytes = Array(text.utf8)
        var masked: [UInt8] = []
        var from = 0
        for span in spans where span.start >= from && span.end <= bytes.count && span.start <= span.end {
            masked += bytes[from..<span.start] + Array("[\(span.category)]".utf8)
            from = span.end
        }
        return String(decoding: masked + bytes[from...], as: UTF8.self)
    }

    init(of finding: Finding, among all: [Finding], in message: Message) {
        guard message.segments.indices.contains(finding.segment) else {
            text = ""
            spans = []
            return
        }
        let whole = message.segments[finding.segment].text
        let range = Self.sentence(around: finding.bytes, in: whole)
        text = whole.slice(range).string
        let beside = all.filter { $0.segment == finding.segment } + [finding]
        spans = Self.spans(of: beside, in: range)
    }

    /// The findings' ranges cut to the sentence; those that touch or overlap become one, named for the first.
    private static func spans(of findings: [Finding], in range: Range<Int>) -> [Span] {
        let cut = findings.compactMap { finding -> Span? in
            let overlap = finding.bytes.clamped(to: range)
            guard !overlap.isEmpty else { return nil }
            return Span(
                start: overlap.lowerBound - range.lowerBound, end: overlap.upperBound - range.lowerBound,
                category: finding.category.rawValue)
        }
        return cut.sorted { ($0.start, $1.end) < ($1.start, $0.end) }.reduce(into: []) { spans, span in
            if let last = spans.indices.last, span.start <= spans[last].end {
                spans[last].end = max(spans[last].end, span.end)
            } else {
                spans.append(span)
            }
        }
    }

    /// The sentence's byte range: from and to a full stop, exclamation or question mark before white space, or an empty
    /// line, and no further than ``reach`` either way. Whole scalars.
    static func sentence(around match: Range<Int>, in text: Bytes) -> Range<Int> {
        let match = match.clamped(to: 0..<text.count)
        var lower = match.lowerBound
        while lower > 0, match.lowerBound - lower < reach, !ends(before: lower, in: text) { lower -= 1 }
        while lower < match.lowerBound, isSpace(text[lower]) || isContinuation(text[lower]) { lower += 1 }
        var upper = match.upperBound
        while upper < text.count, upper - match.upperBound < reach, !ends(before: upper, in: text) { upper += 1 }
        while upper > match.upperBound, upper < text.count, isContinuation(text[upper]) { upper -= 1 }
        while upper > match.upperBound, isSpace(text[upper - 1]) { upper -= 1 }
        return lower..<upper
    }

    /// Whether a sentence ends just before `position`.
    private static func ends(before position: Int, in text: Bytes) -> Bool {
        guard position > 0, position < text.count else { return false }
        let last = text[position - 1]
        let next = text[position]
        if last == 0x0A, next == 0x0A { return true }
        return isSpace(next) && (last == UInt8(ascii: ".") || last == UInt8(ascii: "!") || last == UInt8(ascii: "?"))
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
