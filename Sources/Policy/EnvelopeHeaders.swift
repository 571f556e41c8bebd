import Messages

extension Envelope {
    /// The envelope that a message's header speaks of, for where the mail system gives none: `Return-Path`, else
    /// `From`; every `Delivered-To` and `X-Original-To`, else `To` and `Cc`.
    ///
    /// All of the trace fields count and not the first alone: mail to a protected mailbox stays protected where it was
    /// forwarded to another.
    public static func from(_ message: Message, channel: Channel, authenticated: Bool = false) -> Envelope {
        if message.kind == .form {
            return Envelope(sender: message.from, recipients: message.to, channel: channel)
        }
        let traced = message.addresses(in: "delivered-to") + message.addresses(in: "x-original-to")
        return Envelope(
            sender: message.addresses(in: "return-path").first ?? message.from, author: message.from,
            recipients: traced.isEmpty ? message.to : traced, channel: channel, authenticated: authenticated)
    }
}

extension Message {
    /// The values of the trace fields of this name (small letters), one address each, in order. An empty one is left out.
    fileprivate func addresses(in name: String) -> [String] {
        headers.filter { isNamed($0, name) }.compactMap { field in
            var value = raw.slice(field.value)
            while let first = value.first, first <= 0x20 { value = value.slice(1..<value.count) }
            while let last = value.last, last <= 0x20 { value = value.slice(0..<value.count - 1) }
            let isBracketed = value.first == UInt8(ascii: "<") && value.last == UInt8(ascii: ">")
            let address = isBracketed ? value.slice(1..<value.count - 1) : value
            // Longer than any path may be (RFC 5321 section 4.5.3.1.3) with room for comments: no address.
            return address.isEmpty || address.count > 2_000 ? nil : address.string
        }
    }

    private func isNamed(_ field: HeaderField, _ name: String) -> Bool {
        field.name.count == name.utf8.count && zip(raw.slice(field.name), name.utf8).allSatisfy { $0 | 0x20 == $1 }
    }
}
