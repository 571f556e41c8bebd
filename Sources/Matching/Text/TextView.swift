/// The bytes of a text while it is searched, with the questions about words that are asked of them.
///
/// Invariant that makes the unsafe reads below safe: `base` points to `count` readable bytes for as long as the view lives, and every
/// function checks its index against `count` before it reads.
struct TextView {
    let base: UnsafePointer<UInt8>
    let count: Int

    /// The byte at `index`, or nil where there is none.
    @inline(__always)
    func byte(at index: Int) -> UInt8? {
        index >= 0 && index < count ? base[index] : nil
    }

    /// The class of the scalar that begins at `index` and its length; a byte that begins no whole scalar is a word character of length 1.
    func scalar(at index: Int) -> (kind: ScalarClass, length: Int) {
        guard let first = byte(at: index) else { return (.other, 1) }
        if first < 0x80 { return (Self.isASCIIWord(first) ? .word : .other, 1) }
        let length = Self.length(ofLead: first)
        guard length > 1, index &+ length <= count else { return (.word, 1) }
        for offset in 1..<length where base[index &+ offset] & 0xC0 != 0x80 { return (.word, 1) }
        return (.leading(first, base[index &+ 1], length > 2 ? base[index &+ 2] : 0), length)
    }

    /// The first byte of the scalar that the byte at `index` belongs to, and its class and length.
    func scalar(around index: Int) -> (start: Int, kind: ScalarClass, length: Int) {
        var start = index
        while start > 0, index &- start < 3, let current = byte(at: start), current & 0xC0 == 0x80 { start &-= 1 }
        let found = scalar(at: start)
        if start &+ found.length > index { return (start, found.kind, found.length) }
        let own = scalar(at: index)
        return (index, own.kind, own.length)
    }

    /// Whether the byte at `index` is part of a word that spaces end; there is none outside of the text.
    @inline(__always)
    func isWord(at index: Int) -> Bool {
        guard let current = byte(at: index) else { return false }
        return current < 0x80 ? Self.isASCIIWord(current) : scalar(around: index).kind == .word
    }

    /// The first place from `index` on where no word character stands.
    func wordEnd(from index: Int) -> Int {
        var end = index
        while end < count {
            let current = base[end]
            if current < 0x80 {
                guard Self.isASCIIWord(current) else { return end }
                end &+= 1
            } else {
                let found = scalar(at: end)
                guard found.kind == .word else { return end }
                end &+= found.length
            }
        }
        return end
    }

    /// `index`, or the nearest place before it where a scalar begins; never more than three bytes back.
    func scalarStart(atOrBefore index: Int) -> Int {
        guard index < count else { return count }
        var start = max(0, index)
        while start > 0, index &- start < 3, base[start] & 0xC0 == 0x80 { start &-= 1 }
        return start
    }

    /// `index`, or the nearest place after it where a scalar begins; never more than three bytes on.
    func scalarStart(atOrAfter index: Int) -> Int {
        var start = index
        while start &- index < 3, let current = byte(at: start), current & 0xC0 == 0x80 { start &+= 1 }
        return start
    }

    /// Whether `byte` is a letter or digit of ASCII.
    @inline(__always)
    static func isASCIIWord(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 0x61 <= 25 || byte &- 0x30 <= 9
    }

    /// The number of bytes of a scalar that begins with `lead`; 1 where `lead` begins none.
    @inline(__always)
    static func length(ofLead lead: UInt8) -> Int {
        switch lead {
        case 0xC2...0xDF: return 2
        case 0xE0...0xEF: return 3
        case 0xF0...0xF4: return 4
        default: return 1
        }
    }
}
