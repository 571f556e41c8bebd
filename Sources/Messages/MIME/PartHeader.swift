/// The fields of a part's header that decide how its body is read, by their ranges.
struct PartHeader {
    var contentType: Range<Int>?
    var transferEncoding: Range<Int>?
    var disposition: Range<Int>?
    var description: Range<Int>?
    /// Where the body begins.
    var bodyStart = 0
    var oddities: HeaderScanner.Oddities = []

    /// Notes `field` if it is one of these; the first of a name counts.
    @inline(__always) mutating func note(_ field: HeaderField, named name: HeaderName) {
        switch name {
        case .contentType: if contentType == nil { contentType = field.value }
        case .contentTransferEncoding: if transferEncoding == nil { transferEncoding = field.value }
        case .contentDisposition: if disposition == nil { disposition = field.value }
        case .contentDescription: if description == nil { description = field.value }
        default: break
        }
    }

    /// Reads the header of the part in `range`.
    init(_ input: Span<UInt8>, in range: Range<Int>, limits: MessageLimits) {
        var scanner = HeaderScanner(input, in: range, limits: limits)
        while let field = scanner.next(in: input) { note(field, named: HeaderName(input, field.name)) }
        bodyStart = scanner.position
        oddities = scanner.oddities
    }

    /// A header that is still to be read.
    init() {}
}
