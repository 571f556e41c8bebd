/// The media type of a part (RFC 2045 section 5) and its parameters, as far as they decide how the part is read.
struct ContentType {
    /// What a part is read as.
    enum Kind: Equatable {
        case plain, html
        /// Other text that is read as it stands, such as `text/csv` or `message/delivery-status`.
        case otherText
        case multipart(isDigest: Bool, isEncrypted: Bool)
        /// `message/rfc822` and its relatives: a message of its own.
        case message
        /// Content that only its recipient can decrypt.
        case encrypted
        case other
    }

    let kind: Kind
    /// `type/subtype` in the value of the field; empty where there is none.
    let name: Range<Int>
    let parameters: TypeParameters

    /// The type that the value of a `Content-Type` field names.
    init(_ input: Span<UInt8>, _ value: Range<Int>) {
        var name = input.trimmed(value.lowerBound..<ByteScan.find(0x3B, in: input, value))
        name = input.trimmed(name.lowerBound..<ByteScan.find(0x28, in: input, name))
        self.name = name
        parameters = TypeParameters(input, value)
        let slash = ByteScan.find(0x2F, in: input, name)
        let type = input.trimmed(name.lowerBound..<slash)
        let subtype = input.trimmed(min(slash + 1, name.upperBound)..<name.upperBound)
        kind = Self.kind(type, subtype, in: input)
    }

    /// Whether it has parts.
    var isMultipart: Bool {
        if case .multipart = kind { true } else { false }
    }

    /// A type that no field names.
    init(default kind: Kind) {
        self.kind = kind
        name = 0..<0
        parameters = TypeParameters()
    }

    private static func kind(_ type: Range<Int>, _ subtype: Range<Int>, in input: Span<UInt8>) -> Kind {
        func isType(_ word: StaticString) -> Bool { ByteScan.isWord(word, in: input, type) }
        func isSubtype(_ word: StaticString) -> Bool { ByteScan.isWord(word, in: input, subtype) }
        if isType("text") {
            if isSubtype("plain") || subtype.isEmpty { return .plain }
            if isSubtype("html") || isSubtype("xhtml") { return .html }
            return isSubtype("rtf") ? .other : .otherText
        }
        if isType("multipart") {
            return .multipart(isDigest: isSubtype("digest"), isEncrypted: isSubtype("encrypted"))
        }
        if isType("message") {
            if isSubtype("rfc822") || isSubtype("global") || isSubtype("news") { return .message }
            let isStatus =
                isSubtype("delivery-status") || isSubtype("disposition-notification") || isSubtype("feedback-report")
                || isSubtype("global-delivery-status") || isSubtype("global-headers")
            return isStatus ? .otherText : .other
        }
        if isType("application") {
            if isSubtype("xhtml+xml") { return .html }
            if isSubtype("pgp-encrypted") { return .encrypted }
            return isSubtype("pkcs7-mime") || isSubtype("x-pkcs7-mime") ? .encrypted : .other
        }
        // RFC 2045 section 5.2: what cannot be understood is plain text; `text` alone was common once.
        return slashless(type, subtype) ? .plain : .other
    }

    private static func slashless(_ type: Range<Int>, _ subtype: Range<Int>) -> Bool { type.isEmpty || subtype.isEmpty }
}
