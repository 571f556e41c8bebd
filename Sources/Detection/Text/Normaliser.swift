import Messages

/// Makes the text that the matcher reads out of a segment's text; see ``NormalisedText``.
struct Normaliser {
    private let input: Bytes
    private(set) var output: [UInt8] = []
    private(set) var origins: [Int32] = []

    init(_ input: Bytes) {
        self.input = input
        output.reserveCapacity(input.count)
        origins.reserveCapacity(input.count + 1)
    }

    mutating func run() {
        foldScalars()
        origins.append(Int32(clamping: input.count))
        joinSpacedWords()
    }

    private mutating func emit(_ byte: UInt8, from position: Int) {
        output.append(byte)
        origins.append(Int32(clamping: position))
    }

    private mutating func foldScalars() {
        var position = 0
        var wordHasLatin = false
        while position < input.count {
            let byte = input[position]
            if byte < 0x80 {
                wordHasLatin = ASCII.isLetter(byte) || (wordHasLatin && ASCII.isWord(byte))
                emit(byte, from: position)
                position += 1
                continue
            }
            let (scalar, length) = decode(at: position)
            fold(scalar, at: position, length: length, inLatinWord: &wordHasLatin)
            position += length
        }
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
        switch Folding.shared.fold(scalar) {
        case .drop:
            return
        case .ascii(let text):
            for byte in text { emit(byte, from: position) }
            inLatinWord = text.last.map(ASCII.isLetter) ?? false
        case .keep(let lower):
            let startsLatinWord = position + length < input.count && ASCII.isLetter(input[position + length])
            if inLatinWord || startsLatinWord, let plain = LookAlikes.latin(scalar) {
                emit(plain, from: position)
                inLatinWord = true
                return
            }
            for byte in lower { emit(byte, from: position) }
            inLatinWord = false
        }
    }

    /// Joins runs of four or more single letters with one separator between each ("d.i.a.b.e.t.e.s").
    private mutating func joinSpacedWords() {
        var position = 0
        while position < output.count {
            let end = spacedRun(from: position)
            guard end > position else {
                position += 1
                continue
            }
            var kept: [UInt8] = []
            var keptOrigins: [Int32] = []
            for index in stride(from: position, to: end, by: 2) {
                kept.append(output[index])
                keptOrigins.append(origins[index])
            }
            output.replaceSubrange(position..<end, with: kept)
            origins.replaceSubrange(position..<end, with: keptOrigins)
            position += kept.count
        }
    }

    /// The end of a run of at least four spaced letters that starts here, or `position` where there is none.
    private func spacedRun(from position: Int) -> Int {
        guard ASCII.isLetter(output[position]), position == 0 || !ASCII.isWord(output[position - 1]) else {
            return position
        }
        guard position + 1 < output.count else { return position }
        let separator = output[position + 1]
        guard separator == 0x20 || separator == 0x2E || separator == 0x2D || separator == 0x5F || separator == 0x2A
        else {
            return position
        }
        var letters = 1
        var end = position + 1
        while end + 1 < output.count, output[end] == separator, ASCII.isLetter(output[end + 1]),
            end + 2 >= output.count || !ASCII.isWord(output[end + 2])
        {
            letters += 1
            end += 2
        }
        return letters >= 4 ? end : position
    }
}
