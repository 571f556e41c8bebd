import Matching

/// The meaning of terms, written down as plainly as possible: every term is tried at every character.
struct NaiveMatcher {
    struct NaiveTerm {
        var text: String
        var pattern: Int32
        var caseSensitive = false
    }

    enum Kind { case word, other, unspaced }

    let terms: [NaiveTerm]

    /// The characters of the tests' alphabet that are not ASCII.
    static let others: Set<Unicode.Scalar> = ["€", "—", "“", "😀", "\u{A0}", "«", "。"]
    static let unspaced: Set<Unicode.Scalar> = ["字", "の", "ก", "한", "𠮷", "ខ", "က", "ລ"]

    static func kind(_ scalar: Unicode.Scalar?) -> Kind {
        guard let scalar else { return .other }
        if others.contains(scalar) { return .other }
        if unspaced.contains(scalar) { return .unspaced }
        if scalar.isASCII {
            return ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
                ? .word : .other
        }
        return .word
    }

    func matches(in text: String) -> [Match] {
        let scalars = Array(text.unicodeScalars)
        var offsets = [0]
        for scalar in scalars { offsets.append(offsets[offsets.count - 1] + String(scalar).utf8.count) }
        var best: [[Int]: Int] = [:]
        for term in terms {
            for start in scalars.indices {
                guard let end = Self.end(term, scalars, start) else { continue }
                let key = [offsets[start], Int(term.pattern)]
                best[key] = max(best[key] ?? 0, offsets[end])
            }
        }
        return best.map { Match(pattern: Int32($0.key[1]), start: Int32($0.key[0]), end: Int32($0.value)) }
            .sorted { ($0.start, $1.end, $0.pattern) < ($1.start, $0.end, $1.pattern) }
    }

    private static func end(_ term: NaiveTerm, _ text: [Unicode.Scalar], _ start: Int) -> Int? {
        var wanted = Array(term.text.unicodeScalars)
        let isPrefix = wanted.last == "*"
        if isPrefix { wanted.removeLast() }
        if kind(wanted.first) == .word, start > 0, kind(text[start - 1]) == .word { return nil }
        var position = start
        for (index, scalar) in wanted.enumerated() {
            let isInner = index > 0 && index < wanted.count - 1
            if scalar == " " || (scalar == "-" && isInner) {
                guard let end = separator(text, position) else { return nil }
                position = end
            } else {
                guard position < text.count, equal(scalar, text[position], term.caseSensitive) else { return nil }
                position += 1
            }
        }
        guard kind(wanted.last) == .word else { return position }
        guard isPrefix else { return position < text.count && kind(text[position]) == .word ? nil : position }
        while position < text.count, kind(text[position]) == .word { position += 1 }
        return position
    }

    private static func equal(_ wanted: Unicode.Scalar, _ found: Unicode.Scalar, _ caseSensitive: Bool) -> Bool {
        if caseSensitive || !found.isASCII { return wanted == found }
        return String(wanted).lowercased() == String(found).lowercased()
    }

    private static func separator(_ text: [Unicode.Scalar], _ start: Int) -> Int? {
        let rest = text[start...]
        let blanks = rest.prefix { " -\t".unicodeScalars.contains($0) }.count
        if blanks < 8, blanks < rest.count, "\r\n".unicodeScalars.contains(rest[start + blanks]) {
            let after = rest.dropFirst(blanks + 1).prefix { " -\t\r\n>".unicodeScalars.contains($0) }.count
            return start + blanks + 1 + min(14, after)
        }
        return blanks > 0 ? start + min(8, blanks) : nil
    }
}
