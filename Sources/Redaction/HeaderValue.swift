import Foundation
import Messages

/// The value of an unstructured field, or of a parameter: plain text and encoded words (RFC 2047), cut as one text.
struct HeaderValue {
    /// A piece's text in UTF-8 and the way back to its own bytes.
    private struct Part {
        var piece: HeaderPieces.Piece
        var charset: TextCharset
        var content: Bytes
        var trace: TracedBytes
        var start: Int
    }

    private let value: Bytes
    private let parts: [Part]
    private let text: [UInt8]

    init(_ value: Bytes) {
        self.value = value
        let pieces = HeaderPieces(value)
        var parts: [Part] = []
        var text: [UInt8] = []
        for piece in pieces.pieces {
            let charset: TextCharset
            let content: Bytes
            switch piece {
            case .plain(let range):
                charset = pieces.plainCharset
                content = value.slice(range).copied()
            case .words(let words):
                content = Bytes(words.flatMap(\.content))
                let name = words.first.map { value.slice($0.charset) } ?? Bytes()
                charset = TextCharset(named: Self.withoutLanguage(name), for: content)
            }
            let trace = charset.step.traced(content)
            parts.append(Part(piece: piece, charset: charset, content: content, trace: trace, start: text.count))
            text += trace.bytes
        }
        self.parts = parts
        self.text = text
    }

    private static func withoutLanguage(_ name: Bytes) -> Bytes {
        name.slice(0..<(name.firstIndex(of: 0x2A) ?? name.count))
    }

    /// The value without the spans; nil where none stands in it.
    ///
    /// - Parameter isExempt: whether a stretch of the value has to stay, as an address has.
    func rewritten(_ search: SpanSearch, mark: [UInt8], isExempt: (Range<Int>) -> Bool = { _ in false }) -> [UInt8]? {
        let units = FoldedText(text).units
        let matches = search.matches(in: units)
        guard !matches.isEmpty else { return nil }
        var edits = [[ByteEdit]](repeating: [], count: parts.count)
        var firstPart = 0
        for match in matches {
            var isMarked = false
            let (low, high) = (Int(units[match.lowerBound].start), Int(units[match.upperBound - 1].end))
            while firstPart + 1 < parts.count, parts[firstPart + 1].start <= low { firstPart += 1 }
            for index in firstPart..<parts.count {
                guard parts[index].start < high else { break }
                let part = parts[index]
                let range = part.start..<part.start + part.trace.bytes.count
                let inside = units[match].filter { range.contains(Int($0.start)) }
                guard let first = inside.first, let last = inside.last else { continue }
                let source = part.trace.source(of: Int(first.start) - part.start..<Int(last.end) - part.start)
                if case .plain(let place) = part.piece,
                    isExempt(place.lowerBound + source.lowerBound..<place.lowerBound + source.upperBound)
                {
                    continue
                }
                edits[index].append(ByteEdit(range: source, replacement: isMarked ? [] : mark))
                isMarked = true
            }
        }
        guard edits.contains(where: { !$0.isEmpty }) else { return nil }
        var whole: [ByteEdit] = []
        for (part, edits) in zip(parts, edits) where !edits.isEmpty {
            switch part.piece {
            case .plain(let place):
                whole += edits.map { edit in
                    ByteEdit(
                        range: place.lowerBound + edit.range.lowerBound..<place.lowerBound + edit.range.upperBound,
                        replacement: edit.replacement)
                }
            case .words(let words):
                guard let first = words.first, let last = words.last else { continue }
                whole.append(
                    ByteEdit(
                        range: first.range.lowerBound..<last.range.upperBound,
                        replacement: rewritten(words, part, edits.merged())))
            }
        }
        return whole.merged().applied(to: value.array)
    }

    /// A run of words, those that no edit touches as they were.
    private func rewritten(_ words: [HeaderPieces.Word], _ part: Part, _ edits: [ByteEdit]) -> [UInt8] {
        guard part.charset.canBeSpliced else { return reencoded(words, part, edits) }
        var output: [UInt8] = []
        var offset = 0
        for (index, word) in words.enumerated() {
            let range = offset..<offset + word.content.count
            offset = range.upperBound
            let gap = index > 0 ? value.slice(words[index - 1].range.upperBound..<word.range.lowerBound).array : []
            guard edits.contains(where: { $0.range.overlaps(range) }) else {
                output += (output.isEmpty ? [] : gap) + value.slice(word.range).array
                continue
            }
            let pieces = Self.pieces(of: word.content, at: range, edits, charset: part.charset, inside: part.content)
            let whole = pieces.flatMap { $0 }
            let isOne = encoded(whole, as: word, isLast: true).count <= 75
            let contents = (isOne ? [whole] : pieces).filter { !$0.isEmpty }
            for (place, content) in contents.enumerated() {
                let between: [UInt8] = output.isEmpty ? [] : place == 0 && !gap.isEmpty ? gap : [0x20]
                let isLast = index == words.count - 1 && place == contents.count - 1
                output += between + encoded(content, as: word, isLast: isLast)
            }
        }
        return output
    }

    /// What is left of a word's content, in stretches that end between characters.
    private static func pieces(
        of content: [UInt8], at range: Range<Int>, _ edits: [ByteEdit], charset: TextCharset, inside: Bytes
    ) -> [[UInt8]] {
        var pieces: [[UInt8]] = []
        var position = range.lowerBound
        func keep(to end: Int) {
            guard position < end else { return }
            pieces.append(Array(content[position - range.lowerBound..<end - range.lowerBound]))
        }
        for edit in edits where edit.range.overlaps(range) {
            keep(to: max(position, edit.range.lowerBound))
            // A span that began in the word before has its mark there.
            if edit.range.lowerBound >= range.lowerBound, !edit.replacement.isEmpty {
                pieces.append(charset.encoded(ascii: edit.replacement, inside: inside))
            }
            position = min(range.upperBound, edit.range.upperBound)
        }
        keep(to: range.upperBound)
        return pieces
    }

    /// Base64 only where it needs no padding or nothing follows: some readers join the words before they decode.
    private func encoded(_ content: [UInt8], as word: HeaderPieces.Word, isLast: Bool) -> [UInt8] {
        EncodedWordWriter.word(
            content, charset: value.slice(word.charset).array,
            isBase64: word.isBase64 && (isLast || content.count % 3 == 0))
    }

    /// A run in a charset with states: written anew, a few characters a word, each ending in the first state.
    private func reencoded(_ words: [HeaderPieces.Word], _ part: Part, _ edits: [ByteEdit]) -> [UInt8] {
        guard let first = words.first else { return [] }
        // The edits count bytes of the content, so the text is cut again by what they were made from.
        var kept: [UInt8] = []
        var position = 0
        for index in part.trace.bytes.indices {
            let source = part.trace.source(of: index..<index + 1)
            if let edit = edits.first(where: { $0.range.overlaps(source) }) {
                if position != edit.range.upperBound { kept += edit.replacement }
                position = edit.range.upperBound
            } else {
                kept.append(part.trace.bytes[index])
            }
        }
        let characters = Array(String(decoding: kept, as: UTF8.self))
        let texts = stride(from: 0, to: characters.count, by: 10).map { start in
            let text = Array(String(characters[start..<min(characters.count, start + 10)]).utf8)
            guard let content = part.charset.encoded(whole: text) else {
                return EncodedWordWriter.word(text, charset: Array("utf-8".utf8), isBase64: true)
            }
            return encoded(content, as: first, isLast: start + 10 >= characters.count)
        }
        return Array(texts.joined(separator: [0x20]))
    }
}

/// Encoded words (RFC 2047 section 2).
enum EncodedWordWriter {
    static func word(_ content: [UInt8], charset: [UInt8], isBase64: Bool) -> [UInt8] {
        [0x3D, 0x3F] + charset + [0x3F, isBase64 ? 0x42 : 0x51, 0x3F]
            + (isBase64 ? [UInt8](Data(content).base64EncodedData()) : content.flatMap(quoted)) + [0x3F, 0x3D]
    }

    /// Section 4.2, with the few characters that may stand anywhere.
    private static func quoted(_ byte: UInt8) -> [UInt8] {
        if byte == 0x20 { return [0x5F] }
        let isPlain = (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) && byte < 0x7B
        if isPlain || [0x21, 0x2A, 0x2B, 0x2D, 0x2F].contains(byte) { return [byte] }
        let digits = Array("0123456789ABCDEF".utf8)
        return [0x3D, digits[Int(byte >> 4)], digits[Int(byte & 0x0F)]]
    }
}
