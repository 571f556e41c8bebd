/// The addresses of a `From`, `To` or `Cc` field (RFC 5322 section 3.4), without display names, comments, group names
/// and routes. What is broken is read as well as it can be; what has no `@` is no address.
struct AddressList {
    private var position: Int
    private let end: Int
    private var angle: String?
    private var bare: String?
    private var hasUnclosedAngle = false

    /// The first address in the field's value.
    static func first(in input: Span<UInt8>, _ value: Range<Int>) -> String? {
        var list = AddressList(value)
        return list.next(in: input)
    }

    /// Appends all addresses of the field's value.
    static func append(to addresses: inout [String], from input: Span<UInt8>, _ value: Range<Int>) {
        var list = AddressList(value)
        while let address = list.next(in: input) { addresses.append(address) }
    }

    private init(_ value: Range<Int>) {
        position = value.lowerBound
        end = value.upperBound
    }

    private mutating func next(in input: Span<UInt8>) -> String? {
        while position < end {
            switch input[position] {
            case 0x2C, 0x3B:  // , ;
                position += 1
                if let address = finished() { return address }
            case 0x3A:  // a group's name ends
                position += 1
                bare = nil
            case 0x28: skipComment(in: input)
            case 0x3C: readAngle(in: input)
            case 0...0x20, 0x29, 0x3E: position += 1  // blanks, and ends without a beginning
            default: readToken(in: input)
            }
        }
        return finished()
    }

    private mutating func finished() -> String? {
        defer {
            angle = nil
            bare = nil
        }
        return angle ?? bare
    }

    private mutating func skipComment(in input: Span<UInt8>) {
        var depth = 0
        while position < end {
            let byte = input[position]
            position += byte == 0x5C ? 2 : 1
            if byte == 0x28 { depth += 1 }
            if byte == 0x29 { depth -= 1 }
            if depth == 0 { return }
        }
    }

    /// `<route:address>`; without `>` it ends at a comma.
    private mutating func readAngle(in input: Span<UInt8>) {
        let start = position + 1
        let close = hasUnclosedAngle ? end : ByteScan.find(0x3E, in: input, start..<end)
        if close == end { hasUnclosedAngle = true }
        let stop = close < end ? close : ByteScan.find(0x2C, in: input, start..<end)
        position = close < end ? close + 1 : stop
        var content = start..<stop
        if content.lowerBound < content.upperBound, input[content.lowerBound] == 0x40 {
            let route = ByteScan.find(0x3A, in: input, content)
            if route < content.upperBound { content = route + 1..<content.upperBound }
        }
        if let address = Self.address(in: input, content) { angle = address }
    }

    /// A word, or a quoted string and what is joined to it.
    private mutating func readToken(in input: Span<UInt8>) {
        let start = position
        if input[position] == 0x22 { skipQuoted(in: input) }
        while position < end, !isSpecial(input[position]) {
            if input[position] == 0x5B { position = min(end, ByteScan.find(0x5D, in: input, position..<end)) }
            position = min(end, position + 1)
        }
        if let address = Self.address(in: input, start..<position), bare == nil { bare = address }
    }

    private mutating func skipQuoted(in input: Span<UInt8>) {
        position += 1
        while position < end, input[position] != 0x22 { position += input[position] == 0x5C ? 2 : 1 }
        position = min(end, position + 1)
    }

    private func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case 0...0x20, 0x22, 0x28, 0x29, 0x2C, 0x3A, 0x3B, 0x3C, 0x3E: true
        default: false
        }
    }

    /// The bytes in `range` as an address if they look like one: something, `@`, something, and not overly long.
    private static func address(in input: Span<UInt8>, _ range: Range<Int>) -> String? {
        let range = input.trimmed(range)
        guard range.count <= 512 else { return nil }
        guard ByteScan.find(0x40, in: input, range) < range.upperBound else { return nil }
        if isPlain(input, range) { return String(decoding: input, range) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(range.count)
        var at: Int?
        var isQuoted = false
        for position in range {
            let byte = input[position]
            if byte == 0x22 { isQuoted.toggle() }
            if byte == 0x40, !isQuoted { at = bytes.count }
            if byte > 0x20 && byte != 0x7F || byte == 0x20 && isQuoted { bytes.append(byte) }
        }
        guard let at, at > 0, at + 1 < bytes.count else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Whether the address needs no cleaning: letters, digits and marks around one `@`.
    private static func isPlain(_ input: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var ats = 0
        for position in range {
            let byte = input[position]
            guard byte > 0x22, byte < 0x7F else { return false }
            if byte == 0x40 { ats += 1 }
        }
        return ats == 1 && input[range.lowerBound] != 0x40 && input[range.upperBound - 1] != 0x40
    }
}
