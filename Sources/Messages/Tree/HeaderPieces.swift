/// A header field's value in pieces: what stands as it is, and runs of encoded words (RFC 2047) that are decoded as one.
package struct HeaderPieces: Sendable {
    /// One piece by its range in the value.
    package enum Piece: Sendable {
        case plain(Range<Int>)
        /// Adjacent words of one charset; their contents are joined before the charset is decoded.
        case words([Word])
    }

    /// One encoded word.
    package struct Word: Sendable {
        package var range: Range<Int>
        /// The charset's name as it stands there, with a language (RFC 2231 section 5) where it has one.
        package var charset: Range<Int>
        package var isBase64: Bool
        /// What its text decodes to, before the charset.
        package var content: [UInt8]
    }

    /// In order; blanks between two runs are in none.
    package private(set) var pieces: [Piece] = []
    /// How what is in no encoded word is read.
    package let plainCharset: TextCharset

    /// The pieces of `value`.
    package init(_ value: Bytes) {
        plainCharset = TextCharset(named: Bytes(), for: value)
        value.withBytes { input in
            let all = 0..<input.count
            var scanner = EncodedWordScanner()
            var search = 0
            var gapStart = 0
            var wasWord = false
            while true {
                let position = ByteScan.find(0x3D, in: input, search..<all.upperBound)
                guard position < all.upperBound else { break }
                search = position + 1
                guard let word = scanner.word(at: position, in: input, all) else { continue }
                let gap = gapStart..<position
                let isBlank = input.trimmed(gap).isEmpty
                if !wasWord || !isBlank, !gap.isEmpty { pieces.append(.plain(gap)) }
                append(word, isAdjacent: wasWord && isBlank, of: input)
                wasWord = true
                search = word.range.upperBound
                gapStart = search
            }
            if gapStart < all.upperBound { pieces.append(.plain(gapStart..<all.upperBound)) }
        }
    }

    private mutating func append(_ word: EncodedWord, isAdjacent: Bool, of input: Span<UInt8>) {
        var sink = ByteSink()
        word.decode(input, into: &sink)
        let charset = word.charset.lowerBound..<ByteScan.find(0x3F, in: input, word.charset.lowerBound..<input.count)
        let new = Word(range: word.range, charset: charset, isBase64: word.isBase64, content: sink.bytes)
        if isAdjacent, case .words(var words)? = pieces.last, let last = words.last {
            let before = Charset.named(input.extracting(name(last.charset, input))) ?? .undeclared
            if before == Charset.named(input.extracting(word.charset)) ?? .undeclared {
                words.append(new)
                pieces[pieces.count - 1] = .words(words)
                return
            }
        }
        pieces.append(.words([new]))
    }

    private func name(_ charset: Range<Int>, _ input: Span<UInt8>) -> Range<Int> {
        charset.lowerBound..<ByteScan.find(0x2A, in: input, charset)
    }
}

/// The parameters of a structured field by their ranges in its value (RFC 2045 section 5.1).
package struct FieldParameter: Sendable {
    /// The name with its RFC 2231 marks.
    package var name: Range<Int>
    /// The value; inside the quotes where there are some.
    package var value: Range<Int>
    package var isQuoted: Bool

    /// All parameters of a value.
    package static func all(in value: Bytes) -> [FieldParameter] {
        value.withBytes { input in
            var parameters = HeaderParameters(input, in: 0..<input.count)
            var found: [FieldParameter] = []
            while let parameter = parameters.next(in: input) {
                found.append(
                    FieldParameter(name: parameter.name, value: parameter.value, isQuoted: parameter.isQuoted))
            }
            return found
        }
    }
}
