extension Message {
    /// Reads a mail (RFC 5322, MIME). Whatever the bytes are, there is a message: what could not be read as it should be
    /// is in ``problems``, and where that is the body or a limit, ``unscannable`` says so.
    ///
    /// - Parameter staysClosed: asked once the header has been read, with nothing else in the message yet. Where it says
    ///   yes the body is not looked at, and the message has no segments.
    public static func mail(
        _ raw: RawMessage, limits: MessageLimits = .init(), reading: MailReading = .standard,
        staysClosed: (Message) -> Bool = { _ in false }
    ) -> Message {
        var reader = MailReader(raw, limits: limits, reading: reading)
        reader.message.raw.withBytes { reader.read($0, staysClosed: staysClosed) }
        return reader.finished()
    }

    /// Reads one message of a source, mail or form submission.
    public static func read(
        _ raw: RawMessage, limits: MessageLimits, reading: MailReading = .standard,
        staysClosed: (Message) -> Bool = { _ in false }
    ) -> Message {
        guard raw.form == .mail else { return form(raw, limits: limits, reading: reading) }
        return mail(raw, limits: limits, reading: reading, staysClosed: staysClosed)
    }
}
