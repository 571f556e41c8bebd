import Messages
import Policy

/// A message with its one `X-Inward-Disposition`: forged `X-Inward-*` fields gone, everything else byte for byte.
struct HeaderEdit {
    let message: Message
    let disposition: DispositionHeader

    /// The edited bytes. The field comes first, as trace fields do (RFC 5321 section 4.4), after an mbox `From ` line.
    var bytes: [UInt8] {
        let raw = message.raw
        let start = envelopeLineEnd
        let ending = usesCRLF ? [UInt8](arrayLiteral: 0x0D, 0x0A) : [0x0A]
        var output = raw.slice(0..<start).array
        output += Array("\(DispositionHeader.name): \(disposition.rawValue)".utf8) + ending
        if message.headers.isEmpty, start < raw.count, raw[start] != 0x0A, raw[start] != 0x0D { output += ending }
        var position = start
        for range in ForgedFields(raw: raw, start: start).ranges {
            output += raw.slice(position..<range.lowerBound).array
            position = range.upperBound
        }
        output += raw.slice(position..<raw.count).array
        return output
    }

    /// The end of an mbox `From ` line at the beginning, 0 where there is none.
    private var envelopeLineEnd: Int {
        let raw = message.raw
        guard raw.count > 5, raw.slice(0..<5).elementsEqual("From ".utf8) else { return 0 }
        guard let end = raw.firstIndex(of: 0x0A) else { return 0 }
        return end + 1
    }

    /// Whether the first line ends in CRLF.
    private var usesCRLF: Bool {
        guard let end = message.raw.firstIndex(of: 0x0A), end > 0 else { return false }
        return message.raw[end - 1] == 0x0D
    }
}
