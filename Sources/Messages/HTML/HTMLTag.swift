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
        let (key, nameEnd) = ByteScan.htmlName(in: input, from: start)
        name = start..<nameEnd
        self.key = key
        var place = nameEnd
        range = position..<place
        if place < input.count, input[place] == 0x3E {
            range = position..<place + 1
            return
        }
        while true {
            while place < input.count, input[place] <= 0x20 || input[place] == 0x2F { place += 1 }
            guard place < input.count else { return nil }
            if input[place] == 0x3E { break }
            guard let end = readAttribute(from: place, in: input, quotes: quotes) else { return nil }
            place = end
        }
        range = position..<place + 1
    }

    /// Reads one attribute; returns where it ends, or nil where a quote is not closed.
    private mutating func readAttribute(from start: Int, in input: Span<UInt8>, quotes: Bool) -> Int? {
        // An attribute may begin with `=`, which then is none of its name.
        let (name, nameEnd) = ByteScan.htmlName(in: input, from: input[start] == 0x3D ? start + 1 : start)
        var place = nameEnd
        var next = place
        while next < input.count, input[next] <= 0x20 { next += 1 }
        guard next < input.count, input[next] == 0x3D else {
            note(name, value: place..<place, in: input)
            return place
        }
        place = next + 1
        while place < input.count, input[place] <= 0x20 { place += 1 }
        guard place < input.count else { return place }
        if quotes, input[place] == 0x22 || input[place] == 0x27 {
            let close = ByteScan.find(input[place], in: input, place + 1..<input.count)
            guard close < input.count else { return nil }
            note(name, value: place + 1..<close, in: input)
            return close + 1
        }
        let valueStart = place
        while place < input.count, input[place] > 0x20, input[place] != 0x3E { place += 1 }
        note(name, value: valueStart..<place, in: input)
        return place
    }

    @inline(__always) private mutating func note(_ name: UInt64, value: Range<Int>, in input: Span<UInt8>) {
        switch name {
        case Self.id, Self.class: noteRole(value, in: input)
        case Self.style: if HTMLStyle.hides(input, value) { isHidden = true }
        case Self.hidden: isHidden = true
        default: break
        }
    }

    // Keys as `ByteScan.htmlName` makes them: the length, and the letters from the last to the first.
    private static let id: UInt64 = 0x0200_0000_0000_6469
    private static let `class`: UInt64 = 0x0500_0073_7361_6C63
    private static let style: UInt64 = 0x0500_0065_6C79_7473
    private static let hidden: UInt64 = 0x0600_6E65_6464_6968

    /// Class and id names that Gmail, Thunderbird and Outlook give to parts of a reply.
    private mutating func noteRole(_ value: Range<Int>, in input: Span<UInt8>) {
        func starts(_ word: StaticString) -> Bool { ByteScan.startsWith(word, in: input, value) }
        if starts("gmail_attr") || starts("moz-cite-prefix") { role = .attribution }
        if starts("gmail_signature") || starts("moz-signature") { role = .signature }
        if starts("divrplyfwdmsg") || starts("x_divrplyfwdmsg") { role = .quoteFollows }
    }
}
