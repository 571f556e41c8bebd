import Messages

/// Header fields that a mail system adds on each delivery, so that the same message looks different the second time.
enum TraceHeaders {
    /// Trace fields of RFC 5321 section 4.4, and those that receiving hosts add beside them.
    static let names: Set<String> = [
        "received", "return-path", "delivered-to", "x-original-to", "received-spf", "authentication-results",
        "x-inward-disposition",
    ]

    /// The message without its trace fields; the body and all other fields byte for byte.
    static func removed(from message: Bytes) -> [UInt8] {
        var kept: [UInt8] = []
        kept.reserveCapacity(message.count)
        var position = 0
        var drops = false
        while position < message.count {
            let end = endOfLine(from: position, in: message)
            if isBlank(position..<end, in: message) { break }
            // A folded line belongs to the field above it (RFC 5322 section 2.2.3).
            if message[position] != 0x20, message[position] != 0x09 {
                drops = names.contains(name(position..<end, in: message))
            }
            if !drops { kept.append(contentsOf: message.slice(position..<end)) }
            position = end
        }
        kept.append(contentsOf: message.slice(position..<message.count))
        return kept
    }

    private static func endOfLine(from position: Int, in message: Bytes) -> Int {
        var end = position
        while end < message.count, message[end] != 0x0A { end += 1 }
        return min(end + 1, message.count)
    }

    private static func isBlank(_ line: Range<Int>, in message: Bytes) -> Bool {
        line.allSatisfy { message[$0] == 0x0A || message[$0] == 0x0D }
    }

    /// The field's name in lower case; empty where the line has none or one longer than any in the list.
    private static func name(_ line: Range<Int>, in message: Bytes) -> String {
        let bytes = message.slice(line.lowerBound..<min(line.upperBound, line.lowerBound + 40))
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return "" }
        return bytes.slice(0..<colon).string.lowercased().trimmed
    }
}

extension String {
    fileprivate var trimmed: String { String(prefix { $0 != " " && $0 != "\t" }) }
}
