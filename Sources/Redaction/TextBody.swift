import Messages

/// The body of a text part: decoded, cut, and encoded as it was.
struct TextBody {
    let text: MailText
    let body: [UInt8]
    private let transferred: [UInt8]
    private let utf8: [UInt8]

    init(_ text: MailText, body: [UInt8]) {
        self.text = text
        self.body = body
        transferred = text.transfer.map { $0.decoded(Bytes(body)) } ?? body
        utf8 = text.charset.step.decoded(Bytes(transferred))
    }

    /// Whether more than a quarter of the text cannot be read.
    var isBroken: Bool {
        var count = 0
        for position in utf8.indices.dropLast(2) where utf8[position] == 0xEF {
            if utf8[position + 1] == 0xBF, utf8[position + 2] == 0xBD { count += 1 }
        }
        return count * 12 > utf8.count
    }

    /// Whether the text is signed in itself (RFC 9580 section 7).
    var isClearSigned: Bool { String(decoding: utf8, as: UTF8.self).contains("-----BEGIN PGP SIGNED MESSAGE-----") }

    /// Whether the text holds an encrypted block.
    var isEncrypted: Bool { String(decoding: utf8, as: UTF8.self).contains("-----BEGIN PGP MESSAGE-----") }

    /// What comes of cutting the text: the content, and how many stretches went. Nil where no span stands in it.
    ///
    /// - Throws: ``CannotRewrite`` where the text cannot be written in its charset again.
    func rewritten(_ cuts: TextCuts) throws(CannotRewrite) -> (content: [UInt8], count: Int)? {
        let edits = cuts.edits(of: utf8, isHTML: text.isHTML, flowed: text.flowed)
        guard !edits.isEmpty else { return nil }
        let encoder = TransferEncoder(transfer: text.transfer, body: body)
        guard text.charset.canBeSpliced else {
            guard let whole = text.charset.encoded(whole: edits.applied(to: utf8)) else { throw CannotRewrite() }
            let edit = ByteEdit(range: 0..<transferred.count, replacement: whole)
            return (encoder.rewritten(transferred, [edit]), edits.count)
        }
        let trace = text.charset.step.traced(Bytes(transferred))
        let inside = Bytes(transferred)
        let encoded = edits.map { edit in
            ByteEdit(
                range: trace.source(of: edit.range),
                replacement: text.charset.encoded(ascii: edit.replacement, inside: inside))
        }
        return (encoder.rewritten(transferred, encoded.merged()), edits.count)
    }
}

/// A part's text cannot be written as it was encoded.
struct CannotRewrite: Error {}
