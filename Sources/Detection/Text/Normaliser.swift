import Messages

/// Makes the text that the matcher reads out of a segment's text; see ``NormalisedText``.
struct Normaliser {
    private let input: Bytes
    private(set) var output: [UInt8] = []
    private(set) var origins: [Int32] = []
    /// Where the last look ahead for a Latin letter ended, and whether it found one there.
    private var ahead = (end: -1, isLatin: false)

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
            if let last = text.last { inLatinWord = ASCII.isLetter(last) || (inLatinWord && ASCII.isWord(last)) }
        case .keep(let lower):
            if let plain = LookAlikes.latin(scalar), inLatinWord || isLatinAhead(of: position + length) {
                emit(plain, from: position)
                inLatinWord = true
                return
            }
            for byte in lower { emit(byte, from: position) }
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
            switch Folding.shared.fold(scalar) {
            case .drop: break
            case .ascii(let text): return (position, text.first.map(ASCII.isLetter) ?? false)
            case .keep: if Unicode.Scalar(scalar)?.properties.isAlphabetic != true { return (position, false) }
            }
            position += length
        }
        return (position, false)
    }

    /// Joins runs of four or more single letters with one separator between each ("d.i.a.b.e.t.e.s").
    private mutating func joinSpacedWords() {
        var read = 0
        var write = 0
        let count = output.count
        while read < count {
            let end = spacedRun(from: read)
            // Letters of a run are every second byte; outside of runs every byte stays.
            let (stop, step) = end > read ? (end, 2) : (read + 1, 1)
            while read < stop {
                output[write] = output[read]
                origins[write] = origins[read]
                write += 1
                read += step
            }
            read = stop
        }
        origins[write] = origins[count]
        output.removeLast(count - write)
        origins.removeLast(count - write)
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
