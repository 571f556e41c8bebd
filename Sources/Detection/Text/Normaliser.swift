import Messages

/// Folds the characters beyond ASCII of a segment's text; see ``NormalisedText``.
struct Normaliser {
    private let input: Bytes
    private(set) var output: [UInt8] = []
    private(set) var origins = Origins()
    /// Where the last look ahead for a Latin letter ended, and whether it found one there.
    private var ahead = (end: -1, isLatin: false)

    init(_ input: Bytes) {
        self.input = input
        output.reserveCapacity(input.count)
    }

    mutating func run() {
        var position = 0
        var wordHasLatin = false
        while position < input.count {
            if input[position] < 0x80 {
                let end = input.withBytes { Self.endOfASCII(in: $0, from: position) }
                copy(position..<end, &wordHasLatin)
                position = end
                continue
            }
            let (scalar, length) = decode(at: position)
            fold(scalar, at: position, length: length, inLatinWord: &wordHasLatin)
            position += length
        }
    }

    private static func endOfASCII(in text: Span<UInt8>, from start: Int) -> Int {
        var end = start
        while end < text.count, text[end] < 0x80 { end &+= 1 }
        return end
    }

    /// Takes over a run of ASCII.
    private mutating func copy(_ range: Range<Int>, _ wordHasLatin: inout Bool) {
        origins.note(output: output.count, input: range.lowerBound)
        output += input.slice(range)
        // Whether the word at the end of the run has a letter.
        var position = range.upperBound
        while position > range.lowerBound, ASCII.isWord(input[position - 1]) {
            position -= 1
            if ASCII.isLetter(input[position]) {
                wordHasLatin = true
                return
            }
        }
        if position > range.lowerBound { wordHasLatin = false }
    }

    private mutating func emit(_ byte: UInt8, from position: Int) {
        origins.note(output: output.count, input: position)
        output.append(byte)
    }

    /// The scalar at a position of valid UTF-8; broken bytes stand for themselves.
    private func decode(at position: Int) -> (scalar: UInt32, length: Int) {
        let first = UInt32(input[position])
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
        guard length > 1, position + length <= input.count else { return (0xFFFD, 1) }
        var scalar = first & (0x7F >> UInt32(length))
        for step in 1..<length { scalar = scalar << 6 | UInt32(input[position + step] & 0x3F) }
        return (scalar, length)
    }

    private mutating func fold(_ scalar: UInt32, at position: Int, length: Int, inLatinWord: inout Bool) {
        let outcome = Folding.shared.fold(scalar)
        switch outcome.kind {
        case .drop: return
        case .ascii:
            for index in 0..<outcome.count { emit(outcome[index], from: position) }
            if outcome.count > 0 {
                let last = outcome[outcome.count - 1]
                inLatinWord = ASCII.isLetter(last) || (inLatinWord && ASCII.isWord(last))
            }
        case .keep:
            if let plain = LookAlikes.latin(scalar), inLatinWord || isLatinAhead(of: position + length) {
                emit(plain, from: position)
                inLatinWord = true
                return
            }
            for index in 0..<outcome.count { emit(outcome[index], from: position) }
            inLatinWord = false
        }
    }

    /// Whether a Latin letter follows in the word that goes on at `position`. Each word is looked at once.
    private mutating func isLatinAhead(of position: Int) -> Bool {
        if position > ahead.end { ahead = lookAhead(from: position) }
        return ahead.isLatin
    }

    private func lookAhead(from start: Int) -> (end: Int, isLatin: Bool) {
        var position = start
        while position < input.count {
            let byte = input[position]
            if byte < 0x80 {
                guard ASCII.isWord(byte), !ASCII.isLetter(byte) else { return (position, ASCII.isLetter(byte)) }
                position += 1
                continue
            }
            let (scalar, length) = decode(at: position)
            let outcome = Folding.shared.fold(scalar)
            switch outcome.kind {
            case .drop: break
            case .ascii: return (position, outcome.count > 0 && ASCII.isLetter(outcome[0]))
            case .keep: if Unicode.Scalar(scalar)?.properties.isAlphabetic != true { return (position, false) }
            }
            position += length
        }
        return (position, false)
    }
}
