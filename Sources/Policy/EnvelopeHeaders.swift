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
        let traced = message.paths(in: "Delivered-To") + message.paths(in: "X-Original-To")
        return Envelope(
            sender: message.paths(in: "Return-Path").first ?? message.from, author: message.from,
            recipients: traced.isEmpty ? message.to : traced, channel: channel, authenticated: authenticated)
    }
}

extension Message {
    /// The paths in the trace fields of this name, one each, without angle brackets. An empty one is left out.
    fileprivate func paths(in name: String) -> [String] {
        headerValues(name).compactMap { value in
            // Longer than any path may be (RFC 5321 section 4.5.3.1.3), with room for comments: no address.
            guard value.utf8.count <= 2_000 else { return nil }
            var path = value.unicodeScalars[...]
            while let first = path.first, first.isBlank { path.removeFirst() }
            while let last = path.last, last.isBlank { path.removeLast() }
            if path.first == "<", path.last == ">", path.dropFirst().first != nil { path = path.dropFirst().dropLast() }
            return path.isEmpty ? nil : String(path)
        }
    }
}

extension Unicode.Scalar {
    /// Whether it is white space; asked of ASCII without a look into the tables.
    fileprivate var isBlank: Bool {
        value < 0x80 ? value == 0x20 || (value >= 0x09 && value <= 0x0D) : properties.isWhitespace
    }
}
