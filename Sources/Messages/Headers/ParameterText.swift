/// The value of one parameter: quoted or not, in RFC 2231 form (charset, percent escapes, continuations), or with the
/// encoded words that RFC 2047 forbids there and mailers write.
enum ParameterText {
    /// One piece of a value.
    private struct Piece {
        var number: Int
        var isExtended: Bool
        var value: Range<Int>
        var isQuoted: Bool
    }

    /// Whether the field's value has the parameter `name` (in lower case).
    static func exists(_ name: StaticString, in input: Span<UInt8>, _ field: Range<Int>) -> Bool {
        !pieces(of: name, in: input, field).isEmpty
    }

    /// The bytes of the parameter `name` of the field's value, encoded words left as they are; nil where it is missing.
    static func bytes(_ name: StaticString, in input: Span<UInt8>, _ field: Range<Int>) -> [UInt8]? {
        let pieces = pieces(of: name, in: input, field)
        guard !pieces.isEmpty else { return nil }
        var sink = ByteSink()
        join(pieces, of: input, into: &sink)
        return sink.bytes
    }

    /// Decodes the parameter `name` of the field whose whole value `input` is.
    @inline(never) static func decode<S: DecodingSink>(_ name: StaticString, of input: Span<UInt8>, into sink: inout S)
    {
        let pieces = pieces(of: name, in: input, 0..<input.count)
        guard !pieces.contains(where: \.isExtended) else { return join(pieces, of: input, into: &sink) }
        var joined = S()
        join(pieces, of: input, into: &joined)
        var decoded = S()
        HeaderText.decode(joined.bytes.span, into: &decoded)
        sink.emit(decoded, through: joined)
    }

    /// The pieces to join: the whole extended value, else the numbered ones, else the plain one.
    private static func pieces(of name: StaticString, in input: Span<UInt8>, _ field: Range<Int>) -> [Piece] {
        var numbered: [Piece] = []
        var plain: Piece?
        var parameters = HeaderParameters(input, in: field)
        while let parameter = parameters.next(in: input) {
            let full = parameter.name
            guard ByteScan.startsWith(name, in: input, full) else { continue }
            let rest = full.lowerBound + name.utf8CodeUnitCount..<full.upperBound
            var piece = Piece(number: 0, isExtended: false, value: parameter.value, isQuoted: parameter.isQuoted)
            if rest.isEmpty {
                if plain == nil { plain = piece }
                continue
            }
            guard input[rest.lowerBound] == 0x2A else { continue }
            if rest.count == 1 {
                piece.isExtended = true
                return [piece]
            }
            guard let number = number(in: input, rest) else { continue }
            piece.number = number
            piece.isExtended = input[rest.upperBound - 1] == 0x2A
            numbered.append(piece)
        }
        if numbered.isEmpty { return plain.map { [$0] } ?? [] }
        return numbered.sorted { $0.number < $1.number }
    }

    /// The number in `*12` or `*12*`, up to 999.
    private static func number(in input: Span<UInt8>, _ rest: Range<Int>) -> Int? {
        var value = 0
        var digits = 0
        for position in rest.dropFirst() {
            guard input[position].isDigit else {
                return input[position] == 0x2A && position == rest.upperBound - 1 && digits > 0 ? value : nil
            }
            digits += 1
            guard digits <= 3 else { return nil }
            value = value * 10 + Int(input[position] & 0x0F)
        }
        return value
    }

    /// Puts the pieces together; extended ones are decoded to UTF-8 whole.
    private static func join<S: DecodingSink>(_ pieces: [Piece], of input: Span<UInt8>, into sink: inout S) {
        guard let first = pieces.first else { return }
        guard pieces.contains(where: \.isExtended) else {
            for piece in pieces { unquote(piece.value, isQuoted: piece.isQuoted, of: input, into: &sink) }
            return
        }
        var charset = Charset.undeclared
        var encoded = S()
        for (index, piece) in pieces.enumerated() {
            var value = piece.value
            if index == 0, first.isExtended {
                let nameEnd = ByteScan.find(0x27, in: input, value)
                let languageEnd = ByteScan.find(0x27, in: input, min(nameEnd + 1, value.upperBound)..<value.upperBound)
                if languageEnd < value.upperBound {
                    charset = Charset.named(input.extracting(value.lowerBound..<nameEnd)) ?? .undeclared
                    value = languageEnd + 1..<value.upperBound
                }
            }
            if piece.isExtended {
                percent(value, of: input, into: &encoded)
            } else {
                unquote(value, isQuoted: piece.isQuoted, of: input, into: &encoded)
            }
        }
        var decoded = S()
        charset.decode(encoded.bytes.span, into: &decoded)
        sink.emit(decoded, through: encoded)
    }

    private static func percent<S: DecodingSink>(_ value: Range<Int>, of input: Span<UInt8>, into sink: inout S) {
        var position = value.lowerBound
        while position < value.upperBound {
            if input[position] == 0x25, position + 2 < value.upperBound, let high = input[position + 1].hexValue,
                let low = input[position + 2].hexValue
            {
                sink.emit(high << 4 | low, from: position..<position + 3)
                position += 3
            } else {
                sink.emit(input[position], from: position..<position + 1)
                position += 1
            }
        }
    }

    /// Takes off the backslashes before `"` and `\`; those of a Windows path stay. Line breaks go.
    private static func unquote<S: DecodingSink>(
        _ value: Range<Int>, isQuoted: Bool, of input: Span<UInt8>, into sink: inout S
    ) {
        var position = value.lowerBound
        while position < value.upperBound {
            let next = position + 1
            let isEscape =
                isQuoted && input[position] == 0x5C && next < value.upperBound
                && (input[next] == 0x22 || input[next] == 0x5C)
            if !isEscape, !input[position].isLineEnd { sink.emit(input[position], from: position..<next) }
            if isEscape { sink.emit(input[next], from: position..<next + 1) }
            position = isEscape ? next + 1 : next
        }
    }
}
