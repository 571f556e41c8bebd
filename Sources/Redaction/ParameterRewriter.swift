import Messages

/// The parameters of Content-Type and Content-Disposition, cut in each form that they are written in: plain, with encoded words,
/// extended, in pieces (RFC 2231).
struct ParameterRewriter {
    let search: SpanSearch
    let mark: [UInt8]

    /// What a part is read by; nothing that is read stands in them.
    private static let structural: Set<String> = [
        "boundary", "charset", "format", "delsp", "type", "protocol", "micalg", "smime-type", "report-type", "size",
        "start", "creation-date", "modification-date", "read-date", "method", "reply-type",
    ]

    private enum Form: Hashable { case plain, extended, pieces }
    private struct Key: Hashable {
        var name: String
        var form: Form
    }

    /// One parameter, or one piece of one.
    private struct Piece {
        var parameter: FieldParameter
        var number: Int
        var isExtended: Bool
    }

    /// The edits of the value of a field.
    func edits(of value: Bytes) -> [ByteEdit] {
        var groups: [(key: Key, pieces: [Piece])] = []
        var places: [Key: Int] = [:]
        for parameter in FieldParameter.all(in: value) {
            let (key, piece) = Self.read(parameter, value)
            guard !Self.structural.contains(key.name) else { continue }
            if key.form != .plain, let index = places[key] {
                groups[index].pieces.append(piece)
            } else {
                places[key] = groups.count
                groups.append((key, [piece]))
            }
        }
        return groups.flatMap { edits(of: $0.pieces, form: $0.key.form, in: value) }.merged()
    }

    private static func read(_ parameter: FieldParameter, _ value: Bytes) -> (Key, Piece) {
        let words = value.slice(parameter.name).string.lowercased().split(
            separator: "*", omittingEmptySubsequences: false)
        let name = String(words.first ?? "")
        if words.count == 2, words[1].isEmpty {
            return (Key(name: name, form: .extended), Piece(parameter: parameter, number: 0, isExtended: true))
        }
        if words.count >= 2, let number = Int(words[1]) {
            let isExtended = words.count == 3
            return (Key(name: name, form: .pieces), Piece(parameter: parameter, number: number, isExtended: isExtended))
        }
        return (Key(name: name, form: .plain), Piece(parameter: parameter, number: 0, isExtended: false))
    }

    private func edits(of pieces: [Piece], form: Form, in value: Bytes) -> [ByteEdit] {
        let pieces = pieces.sorted { $0.number < $1.number }
        guard let first = pieces.first else { return [] }
        let written: [UInt8]
        let name = value.slice(first.parameter.name).string.split(separator: "*").first.map(String.init) ?? ""
        if pieces.contains(where: \.isExtended) {
            guard let text = extended(pieces, name: name, in: value) else { return [] }
            written = text
        } else {
            let content = pieces.flatMap { Self.unquoted($0.parameter, value) }
            guard let new = HeaderValue(Bytes(content)).rewritten(search, mark: mark) else { return [] }
            written = Array("\(name)=".utf8) + Self.quoted(new)
        }
        var edits = [ByteEdit(range: Self.whole(first.parameter, value), replacement: written)]
        for piece in pieces.dropFirst() {
            let range = Self.whole(piece.parameter, value)
            let separator = value.slice(0..<range.lowerBound).lastIndex(of: 0x3B) ?? range.lowerBound
            edits.append(ByteEdit(range: separator..<range.upperBound, replacement: []))
        }
        return edits
    }

    /// From the name to the end of the value, its closing quote included.
    private static func whole(_ parameter: FieldParameter, _ value: Bytes) -> Range<Int> {
        let end = parameter.value.upperBound
        let hasQuote = parameter.isQuoted && end < value.count && value[end] == 0x22
        return parameter.name.lowerBound..<(hasQuote ? end + 1 : end)
    }

    private static func unquoted(_ parameter: FieldParameter, _ value: Bytes) -> [UInt8] {
        var output: [UInt8] = []
        var position = parameter.value.lowerBound
        while position < parameter.value.upperBound {
            let byte = value[position]
            let next = position + 1
            let isEscape =
                parameter.isQuoted && byte == 0x5C && next < parameter.value.upperBound
                && (value[next] == 0x22 || value[next] == 0x5C)
            if isEscape {
                output.append(value[next])
            } else if byte != 0x0A, byte != 0x0D {
                output.append(byte)
            }
            position = isEscape ? next + 1 : next
        }
        return output
    }

    private static func quoted(_ content: [UInt8]) -> [UInt8] {
        [0x22] + content.flatMap { $0 == 0x22 || $0 == 0x5C ? [0x5C, $0] : [$0] } + [0x22]
    }

    /// RFC 2231 sections 3 and 4: the charset and language as they were; long values in pieces again.
    private func extended(_ pieces: [Piece], name: String, in value: Bytes) -> [UInt8]? {
        var charsetName: [UInt8] = []
        var language: [UInt8] = []
        var content: [UInt8] = []
        for (index, piece) in pieces.enumerated() {
            guard piece.isExtended else {
                content += Self.unquoted(piece.parameter, value)
                continue
            }
            var bytes = value.slice(piece.parameter.value).array
            if index == 0 {
                let words = bytes.split(separator: 0x27, maxSplits: 2, omittingEmptySubsequences: false)
                if words.count == 3 {
                    (charsetName, language, bytes) = (Array(words[0]), Array(words[1]), Array(words[2]))
                }
            }
            content += Self.unescaped(bytes)
        }
        let charset = TextCharset(named: Bytes(charsetName), for: Bytes(content))
        let trace = charset.step.traced(Bytes(content))
        let matches = search.matches(in: FoldedText(trace.bytes).units)
        guard !matches.isEmpty else { return nil }
        let units = FoldedText(trace.bytes).units
        let cuts = matches.map { match in
            ByteEdit(
                range: Int(units[match.lowerBound].start)..<Int(units[match.upperBound - 1].end), replacement: mark)
        }
        let new: [UInt8]
        if charset.canBeSpliced {
            new = cuts.map { cut in
                ByteEdit(
                    range: trace.source(of: cut.range),
                    replacement: charset.encoded(ascii: cut.replacement, inside: Bytes(content)))
            }.merged().applied(to: content)
        } else {
            guard let whole = charset.encoded(whole: cuts.applied(to: trace.bytes)) else { return nil }
            new = whole
        }
        let prefix = charsetName + [0x27] + language + [0x27]
        return Self.written(name: name, prefix: prefix, tokens: new.map(Self.escaped))
    }

    private static func written(name: String, prefix: [UInt8], tokens: [[UInt8]]) -> [UInt8] {
        let all = Array(tokens.joined())
        if prefix.count + all.count <= 60 { return Array("\(name)*=".utf8) + prefix + all }
        var lines: [[UInt8]] = [prefix]
        for token in tokens {
            if lines[lines.count - 1].count + token.count > 60 { lines.append([]) }
            lines[lines.count - 1] += token
        }
        return Array(
            lines.enumerated().map { Array("\(name)*\($0.offset)*=".utf8) + $0.element }.joined(separator: [0x3B, 0x20])
        )
    }

    private static func unescaped(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        var position = 0
        while position < bytes.count {
            if bytes[position] == 0x25, position + 2 < bytes.count,
                let byte = UInt8(String(decoding: bytes[position + 1...position + 2], as: UTF8.self), radix: 16)
            {
                output.append(byte)
                position += 3
            } else {
                if bytes[position] != 0x0A, bytes[position] != 0x0D { output.append(bytes[position]) }
                position += 1
            }
        }
        return output
    }

    /// An `attribute-char`, else its escape.
    private static func escaped(_ byte: UInt8) -> [UInt8] {
        let isPlain = (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) && byte < 0x7B
        if isPlain || Array("!#$&+-.^_`{|}~".utf8).contains(byte) { return [byte] }
        let digits = Array("0123456789ABCDEF".utf8)
        return [0x25, digits[Int(byte >> 4)], digits[Int(byte & 0x0F)]]
    }
}
