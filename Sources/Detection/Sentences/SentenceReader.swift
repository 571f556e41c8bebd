import Matching
import Messages

/// Splits a text into sentences and each into the keys of its words: what the sentence model knows a text by.
///
/// Keys are of words, of two words side by side, and of every four letters of a word, its borders counted as letters. Letters count without case, a
/// number as the word `0`, apostrophes not at all. The same reader serves training and scanning.
enum SentenceReader {
    /// The longest sentence, in bytes; what goes on is a sentence of its own.
    static let longest = 480

    /// What a key is of.
    enum Kind: UInt64 {
        case word = 0x9E37_79B9_7F4A_7C15
        case pair = 0xC2B2_AE3D_27D4_EB4F
        case letters = 0x27D4_EB2F_1656_67C5
    }

    /// Hashes of words begin at another number each time the program runs, so that nobody can write words that are taken for others.
    static let reader = ProseReader(basis: .random(in: 1...UInt64.max))
    /// The letter that stands for the border of a word.
    private static let border: UInt64 = 0x5F

    /// The key of a text as the model's file names it: `word`, `two words` or `#four`, where `_` is a border; and what it is of.
    static func key(named name: ArraySlice<UInt8>) -> (key: UInt64, kind: Kind)? {
        if name.first == 0x23 {
            let letters = name.dropFirst()
            guard letters.count == 4 else { return nil }
            return (key(.letters, letters.reduce(0) { $0 << 8 | UInt64($1) }), .letters)
        }
        guard let gap = name.firstIndex(of: 0x20) else {
            return name.isEmpty || WordClasses.isClass(name) ? nil : (key(ofWord: name), .word)
        }
        let (first, second) = (name[..<gap], name[(gap + 1)...])
        guard !first.isEmpty, !second.isEmpty, !second.contains(0x20) else { return nil }
        return (key(.pair, reader.hash(first), reader.hash(second)), .pair)
    }

    /// The key of a word in lower case.
    static func key(ofWord word: ArraySlice<UInt8>) -> UInt64 { key(.word, reader.hash(word)) }

    /// The key of one word or four letters, or of two words.
    @inline(__always)
    static func key(_ kind: Kind, _ first: UInt64, _ second: UInt64 = 0) -> UInt64 {
        (first ^ kind.rawValue) &* 0x9E37_79B9_7F4A_7C15 ^ second &* 0xD6E8_FEB8_6659_FD93
    }

    /// Calls `body` for each sentence of a text.
    static func forEachSentence(in text: Span<UInt8>, _ body: (Range<Int>) -> Void) {
        var start = 0
        while start < text.count {
            while start < text.count, ASCII.isSpace(text[start]) { start += 1 }
            guard start < text.count else { return }
            let end = end(of: text, from: start)
            body(start..<end)
            start = end
        }
    }

    /// Where the sentence that begins at `start` ends: behind a full stop, at an empty line, before a quote mark or item, or where it is too long.
    private static func end(of text: Span<UInt8>, from start: Int) -> Int {
        let limit = min(text.count, start + longest)
        var position = start
        while true {
            position = SentenceMarks.first(in: text.bytes, position..<limit)
            guard position < limit else { break }
            let byte = text[position]
            position &+= 1
            if byte == 0x0A {
                guard position < text.count else { return position }
                let next = text[position]
                if next == 0x0A || next == 0x3E || next == 0x2D || next == 0x2A || next == 0x7C { return position }
            } else {
                guard position < text.count else { return position }
                if ASCII.isSpace(text[position]) { return position }
            }
        }
        // Not inside a word.
        while position < text.count, position - start < longest + 40, ASCII.isWord(text[position]) { position += 1 }
        return position
    }

    /// The words of a sentence.
    static func words(of text: Span<UInt8>, _ range: Range<Int>) -> [ProseWord] {
        var words: [ProseWord] = []
        reader.read(text.bytes, in: range, into: &words)
        return words
    }

    /// Calls `body` with the key of every four letters of a word.
    static func forEachLetters(of word: Range<Int>, in text: Span<UInt8>, _ body: (UInt64) -> Void) {
        // The last four letters, a border before the first.
        var letters = border
        var length = 0
        for position in word {
            let byte = text[position]
            guard byte != 0x27 else { continue }
            guard !ASCII.isDigit(byte) else { return }
            letters = (letters &<< 8 | UInt64(byte >= 0x80 ? byte : byte | 0x20)) & 0xFFFF_FFFF
            length += 1
            if length > 2 { body(key(.letters, letters)) }
        }
        if length > 1 { body(key(.letters, (letters &<< 8 | border) & 0xFFFF_FFFF)) }
    }
}

extension SentenceReader {
    /// The names of the keys of a sentence, for the model's file, and of the classes of its words.
    static func names(in sentence: String, classes: [String: [String]] = [:]) -> [String] {
        var names: [String] = []
        var previous: String?
        let bytes = Array(sentence.utf8)
        for range in words(of: bytes.span, 0..<bytes.count).map(\.range) {
            let isNumber = ASCII.isDigit(bytes[range.lowerBound])
            let word = isNumber ? [0x30] : bytes[range].compactMap { $0 == 0x27 ? nil : $0 >= 0x80 ? $0 : $0 | 0x20 }
            if !isNumber, word.count > 1 { names += letters(of: word) }
            let text = String(decoding: word, as: UTF8.self)
            names.append(text)
            names += classes[text] ?? []
            if let previous { names.append("\(previous) \(text)") }
            previous = text
        }
        return names
    }

    /// Every four letters of a word by their names. Names are text: letters beyond ASCII are not cut in pieces.
    private static func letters(of word: [UInt8]) -> [String] {
        let framed = [UInt8(border)] + word + [UInt8(border)]
        return (0...framed.count - 4).compactMap { start in
            let four = framed[start..<start + 4]
            return four.allSatisfy { $0 < 0x80 } ? "#" + String(decoding: four, as: UTF8.self) : nil
        }
    }
}
