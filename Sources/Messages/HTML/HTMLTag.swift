/// A tag, read as far as the text needs it.
struct HTMLTag {
    /// From `<` to behind `>`.
    var range: Range<Int>
    var name: Range<Int>
    var key: UInt64
    var isClosing: Bool
    /// Whether an attribute says that its content is not shown.
    var isHidden = false
    /// What mail programs say of it by class or id.
    var role = Role.none

    /// Parts of a mail that mail programs mark in their HTML.
    enum Role { case none, attribution, signature, quoteFollows }

    /// Reads the tag at `position`, where `<` and a letter or `</` and a letter stand. Nil where no `>` ends it.
    ///
    /// With `quotes` false the first `>` ends it, wherever it stands: for text with an unpaired quote in a tag.
    init?(at position: Int, in input: Span<UInt8>, quotes: Bool) {
        isClosing = input[position + 1] == 0x2F
        let start = position + (isClosing ? 2 : 1)
        var place = start
        while place < input.count, !Self.endsName(input[place]) { place += 1 }
        name = start..<place
        key = HTMLElement.key(input, name)
        range = position..<place
        while true {
            while place < input.count, input[place].isWhitespace || input[place] == 0x2F { place += 1 }
            guard place < input.count else { return nil }
            if input[place] == 0x3E { break }
            guard let end = readAttribute(from: place, in: input, quotes: quotes) else { return nil }
            place = end
        }
        range = position..<place + 1
    }

    @inline(__always) private static func endsName(_ byte: UInt8) -> Bool {
        byte == 0x3E || byte == 0x2F || byte.isWhitespace
    }

    /// Reads one attribute; returns where it ends, or nil where a quote is not closed.
    private mutating func readAttribute(from start: Int, in input: Span<UInt8>, quotes: Bool) -> Int? {
        // An attribute may begin with `=`.
        var place = start + 1
        while place < input.count, input[place] != 0x3D, !Self.endsName(input[place]) { place += 1 }
        let name = start..<place
        var next = place
        while next < input.count, input[next].isWhitespace { next += 1 }
        guard next < input.count, input[next] == 0x3D else {
            note(name, value: place..<place, in: input)
            return place
        }
        place = next + 1
        while place < input.count, input[place].isWhitespace { place += 1 }
        guard place < input.count else { return place }
        if quotes, input[place] == 0x22 || input[place] == 0x27 {
            let close = ByteScan.find(input[place], in: input, place + 1..<input.count)
            guard close < input.count else { return nil }
            note(name, value: place + 1..<close, in: input)
            return close + 1
        }
        let valueStart = place
        while place < input.count, input[place] != 0x3E, !input[place].isWhitespace { place += 1 }
        note(name, value: valueStart..<place, in: input)
        return place
    }

    @inline(__always) private mutating func note(_ name: Range<Int>, value: Range<Int>, in input: Span<UInt8>) {
        guard !isClosing else { return }
        switch name.count {
        case 2 where ByteScan.isWord("id", in: input, name): noteRole(value, in: input)
        case 5 where ByteScan.isWord("class", in: input, name): noteRole(value, in: input)
        case 5 where ByteScan.isWord("style", in: input, name):
            if HTMLStyle.hides(input, value) { isHidden = true }
        case 6 where ByteScan.isWord("hidden", in: input, name): isHidden = true
        default: break
        }
    }

    /// Class and id names that Gmail, Thunderbird and Outlook give to parts of a reply.
    private mutating func noteRole(_ value: Range<Int>, in input: Span<UInt8>) {
        func starts(_ word: StaticString) -> Bool { ByteScan.startsWith(word, in: input, value) }
        if starts("gmail_attr") || starts("moz-cite-prefix") { role = .attribution }
        if starts("gmail_signature") || starts("moz-signature") { role = .signature }
        if starts("divrplyfwdmsg") || starts("x_divrplyfwdmsg") { role = .quoteFollows }
    }
}
