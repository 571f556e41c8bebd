import Messages

/// Cheap questions about a whole text, asked of every segment.
enum TextShape {
    /// Whether a text has bytes above 0x7F, or four single letters in a row with one byte between each.
    static func needsNormalising(_ text: Bytes) -> Bool {
        text.withBytes { span in
            var singles = 0
            var previousIsWord = false
            var runLength = 0
            var sinceSingle = 0
            var position = 0
            let count = span.count
            while position < count {
                let byte = span[position]
                if byte >= 0x80 { return true }
                let isWord = ASCII.isWord(byte)
                if isWord {
                    runLength = previousIsWord ? runLength &+ 1 : 1
                } else if previousIsWord {
                    singles = runLength == 1 && sinceSingle <= 1 ? singles &+ 1 : (runLength == 1 ? 1 : 0)
                    sinceSingle = 1
                    if singles >= 4 { return true }
                } else {
                    sinceSingle = sinceSingle &+ 1
                    if sinceSingle > 1 { singles = 0 }
                }
                previousIsWord = isWord
                position = position &+ 1
            }
            return previousIsWord && runLength == 1 && singles >= 3
        }
    }
}

/// Byte classes of ASCII.
enum ASCII {
    /// `[A-Za-z0-9]`, or any byte of a character beyond ASCII: what the matcher takes for a part of a word.
    @inline(__always) static func isWord(_ byte: UInt8) -> Bool {
        let letter = byte | 0x20
        return (letter >= 0x61 && letter <= 0x7A) || (byte >= 0x30 && byte <= 0x39) || byte >= 0x80
    }

    /// `[A-Za-z]`.
    @inline(__always) static func isLetter(_ byte: UInt8) -> Bool {
        let letter = byte | 0x20
        return letter >= 0x61 && letter <= 0x7A
    }

    /// `[A-Z]`.
    @inline(__always) static func isUpper(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }

    /// Space, tab, CR or LF.
    @inline(__always) static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D
    }
}
