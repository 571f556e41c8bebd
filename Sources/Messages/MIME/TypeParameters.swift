/// The parameters of a `Content-Type` field that decide how a part is read, found in one pass without copying.
struct TypeParameters {
    private var charset: Range<Int>?
    private var boundary: Range<Int>?
    private var format: Range<Int>?
    private var delSp: Range<Int>?
    /// Whether there is a `name`, of whatever form.
    private(set) var hasName = false
    /// The field's value where some parameter is written in pieces or with escapes, and has to be put together.
    private var complex: Range<Int>?

    /// No parameters.
    init() {}

    /// The parameters in a field's value.
    init(_ input: Span<UInt8>, _ value: Range<Int>) {
        var parameters = HeaderParameters(input, in: value)
        while let parameter = parameters.next(in: input) {
            func isName(_ word: StaticString) -> Bool { ByteScan.isWord(word, in: input, parameter.name) }
            let isInPieces = ByteScan.find(0x2A, in: input, parameter.name) < parameter.name.upperBound
            let isEscaped = parameter.value.contains { input[$0] == 0x5C || input[$0].isLineEnd }
            if isInPieces || isEscaped { complex = value }
            if ByteScan.startsWith("name", in: input, parameter.name) { hasName = true }
            switch parameter.name.count {
            case 5 where delSp == nil && isName("delsp"): delSp = parameter.value
            case 6 where format == nil && isName("format"): format = parameter.value
            case 7 where charset == nil && isName("charset"): charset = parameter.value
            case 8 where boundary == nil && isName("boundary"): boundary = parameter.value
            default: break
            }
        }
    }

    /// The charset that the part names, or undeclared; nil for one that is not read.
    func charset(_ input: Span<UInt8>) -> Charset? {
        if let complex {
            guard let name = ParameterText.bytes("charset", in: input, complex) else { return .undeclared }
            return Charset.named(name.span)
        }
        return charset.map { Charset.named(input.extracting($0)) } ?? .undeclared
    }

    /// The boundary of a multipart; nil where there is none.
    func boundary(_ input: Span<UInt8>) -> [UInt8]? {
        let bytes =
            complex.flatMap { ParameterText.bytes("boundary", in: input, $0) }
            ?? boundary.map { range in range.map { input[$0] } }
        return bytes?.isEmpty == true ? nil : bytes
    }

    /// Whether the text is format=flowed, and whether the spaces at its line ends are to go (RFC 3676 section 4).
    func flow(_ input: Span<UInt8>) -> (isFlowed: Bool, delSp: Bool) {
        guard let format, ByteScan.isWord("flowed", in: input, format) else { return (false, false) }
        return (true, delSp.map { ByteScan.isWord("yes", in: input, $0) } ?? false)
    }
}
