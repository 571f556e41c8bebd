extension Message {
    /// Reads a form submission, or a mail given as JSON, into its fields.
    ///
    /// `id`, `from` (or `email`) and `subject` at the top are metadata, the rest are ``Place/field(_:)`` segments; null
    /// and empty values are nothing. What can't be read is a ``Problem``, and what stands before it is kept.
    public static func form(
        _ raw: RawMessage, limits: MessageLimits = .init(), reading: MailReading = .standard
    ) -> Message {
        switch raw.form {
        case .json: return JSONForm.read(raw, limits: limits, reading: reading)
        case .csv(let separator): return CSVForm.read(raw, separator: separator, limits: limits, reading: reading)
        case .urlencoded: return URLEncodedForm.read(raw, limits: limits, reading: reading)
        case .multipart(let boundary):
            return MultipartForm.read(raw, boundary: boundary, limits: limits, reading: reading)
        case .mail:
            var builder = FormBuilder(raw, limits: limits, reading: reading)
            builder.note(Problem("this is a mail and no form submission"), .broken)
            return builder.message
        }
    }
}
