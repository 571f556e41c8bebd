import Messages

/// Splits a text into sentences and each into the keys of its words: what the sentence model knows a text by.
///
/// Keys are of words, of two words side by side, and of every four letters of a word, its borders counted as letters. Letters count without case, a
/// number as the word `0`, apostrophes not at all. The same reader serves training and scanning.
struct SentenceReader {
    /// The longest sentence, in bytes; what goes on is a sentence of its own.
    static let longest = 480

    /// What a key is of.
    enum Kind: UInt64 {
        case word = 0x9E37_79B9_7F4A_7C15
        case pair = 0xC2B2_AE3D_27D4_EB4F
        case letters = 0x27D4_EB2F_1656_67C5
    }

    /// The keys of the sentence at hand; the same array is used for all.
    private(set) var keys: [UInt64] = []
    /// Keys that belong to every sentence: of a form field's name.
    private var lead: [UInt64] = []
    /// The word before.
    private var last: UInt64 = 0

    /// The offset basis and prime of FNV-1a, by which words are told apart.
    private static let basis: UInt64 = 0xCBF2_9CE4_8422_2325
    private static let prime: UInt64 = 0x100_0000_01B3

    /// A reader whose sentences all begin with the words of `name`, if there is one.
    init(fieldName name: String? = nil) {
        keys.reserveCapacity(256)
        guard let name else { return }
        let bytes = Array(name.utf8)
        addWords(of: bytes.span, 0..<bytes.count)
        lead = keys
        keys.removeAll(keepingCapacity: true)
        last = 0
    }

    /// The key of a text as the model's file names it: `word`, `two words` or `#four`, where `_` is a border.
    static func key(named name: String) -> UInt64? {
        if name.hasPrefix("#") {
            let letters = Array(name.utf8.dropFirst())
            guard letters.count == 4 else { return nil }
            return key(.letters, letters.reduce(0) { $0 << 8 | UInt64($1) })
        }
        let words = name.split(separator: " ").map { hash(Array($0.utf8)) }
        switch words.count {
        case 1: return key(.word, words[0])
        case 2: return key(.pair, words[0], words[1])
        default: return nil
        }
    }

    private static func hash(_ word: [UInt8]) -> UInt64 {
        word.reduce(basis) { ($0 ^ UInt64($1)) &* prime }
    }

    @inline(__always)
    private static func key(_ kind: Kind, _ first: UInt64, _ second: UInt64 = 0) -> UInt64 {
        (first ^ kind.rawValue) &* 0x9E37_79B9_7F4A_7C15 ^ second &* 0xD6E8_FEB8_6659_FD93
    }

    /// Calls `body` for each sentence of a text with its range; its keys stand in ``keys``.
    mutating func forEachSentence(in text: Span<UInt8>, _ body: (Range<Int>, [UInt64]) -> Void) {
        var start = 0
        while start < text.count {
            while start < text.count, ASCII.isSpace(text[start]) { start += 1 }
            guard start < text.count else { return }
            let end = Self.end(of: text, from: start)
            keys.removeAll(keepingCapacity: true)
            keys += lead
            last = 0
            addWords(of: text, start..<end)
            if keys.count > lead.count { body(start..<end, keys) }
            start = end
        }
    }

    /// Where the sentence that begins at `start` ends: behind a full stop, at an empty line, before a quote mark or item, or where it is too long.
    private static func end(of text: Span<UInt8>, from start: Int) -> Int {
        let limit = min(text.count, start + longest)
        var position = start
        while position < limit {
            let byte = text[position]
            position &+= 1
            if byte == 0x0A {
                guard position < text.count else { return position }
                let next = text[position]
                if next == 0x0A || next == 0x3E || next == 0x2D || next == 0x2A || next == 0x7C { return position }
            } else if byte == 0x2E || byte == 0x21 || byte == 0x3F {
                guard position < text.count else { return position }
                if ASCII.isSpace(text[position]) { return position }
            }
        }
        // Not inside a word.
        while position < text.count, position - start < longest + 40, ASCII.isWord(text[position]) { position += 1 }
        return position
    }

    private mutating func addWords(of text: Span<UInt8>, _ range: Range<Int>) {
        var hash = Self.basis
        // The last four letters, a border before the first.
        var letters: UInt64 = Self.border
        var length = 0
        var isNumber = false
        for position in range {
            let byte = text[position]
            let lower = byte | 0x20
            if (lower >= 0x61 && lower <= 0x7A) || byte >= 0x80 {
                if isNumber { endWord(&hash, &length, &letters) }
                isNumber = false
                let letter = UInt64(byte >= 0x80 ? byte : lower)
                hash = (hash ^ letter) &* Self.prime
                letters = (letters &<< 8 | letter) & 0xFFFF_FFFF
                length &+= 1
                if length > 2 { keys.append(Self.key(.letters, letters)) }
            } else if byte >= 0x30 && byte <= 0x39 {
                if isNumber { continue }
                endWord(&hash, &length, &letters)
                isNumber = true
                hash = (hash ^ 0x30) &* Self.prime
                length = 1
            } else if byte != 0x27 {
                endWord(&hash, &length, &letters)
                isNumber = false
            }
        }
        endWord(&hash, &length, &letters)
    }

    /// The letter that stands for the border of a word.
    private static let border: UInt64 = 0x5F

    @inline(__always)
    private mutating func endWord(_ hash: inout UInt64, _ length: inout Int, _ letters: inout UInt64) {
        guard length > 0 else { return }
        if length > 1 { keys.append(Self.key(.letters, (letters &<< 8 | Self.border) & 0xFFFF_FFFF)) }
        keys.append(Self.key(.word, hash))
        if last != 0 { keys.append(Self.key(.pair, last, hash)) }
        last = hash
        hash = Self.basis
        letters = Self.border
        length = 0
    }
}

extension SentenceReader {
    /// The names of the keys of a sentence, for the model's file.
    static func names(in sentence: String) -> [String] {
        var names: [String] = []
        var previous: String?
        var word: [UInt8] = []
        func end() {
            guard !word.isEmpty else { return }
            let text = String(decoding: word, as: UTF8.self)
            if word != [0x30], word.count > 1 {
                let framed = [0x5F] + word + [0x5F]
                for start in 0...framed.count - 4 {
                    // Names are text: letters beyond ASCII are not cut in pieces.
                    guard framed[start..<start + 4].allSatisfy({ $0 < 0x80 }) else { continue }
                    names.append("#" + String(decoding: framed[start..<start + 4], as: UTF8.self))
                }
            }
            names.append(text)
            if let previous { names.append("\(previous) \(text)") }
            previous = text
            word = []
        }
        for byte in sentence.utf8 {
            let lower = byte | 0x20
            if (lower >= 0x61 && lower <= 0x7A) || byte >= 0x80 {
                if word == [0x30] { end() }
                word.append(byte >= 0x80 ? byte : lower)
            } else if byte >= 0x30 && byte <= 0x39 {
                if word == [0x30] { continue }
                end()
                word = [0x30]
            } else if byte != 0x27 {
                end()
            }
        }
        end()
        return names
    }
}
