extension Message {
    /// Reads a mail (RFC 5322, MIME). Whatever the bytes are, there is a message: what could not be read as it should be
    /// is in ``problems``, and where that is the body or a limit, ``unscannable`` says so.
    public static func mail(
        _ raw: RawMessage, limits: MessageLimits = .init(), reading: MailReading = .standard
    ) -> Message {
        var reader = MailReader(raw, limits: limits, reading: reading)
        reader.message.raw.withBytes { reader.read($0) }
        return reader.finished()
    }

    /// Reads one message of a source, mail or form submission.
    public static func read(
        _ raw: RawMessage, limits: MessageLimits, reading: MailReading = .standard
    ) -> Message {
        raw.form == .mail
            ? mail(raw, limits: limits, reading: reading) : form(raw, limits: limits, reading: reading)
    }
}
