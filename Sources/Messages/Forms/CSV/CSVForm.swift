/// A form submission as a row of CSV (RFC 4180) below a header row.
enum CSVForm {
    static func read(_ raw: RawMessage, separator: UInt8, limits: MessageLimits, reading: MailReading) -> Message {
        var builder = FormBuilder(raw, limits: limits, reading: reading)
        let row = builder.message.raw.withBytes { CSVRow($0, separator: separator, limit: limits.fields) }
        if row.isUnclosed && !raw.isCut { builder.note(Problem("a quoted field of the row does not end"), .broken) }
        if row.hasMore { builder.noteManyFields() }
        builder.reserve(row.fields.count)
        for (index, field) in row.fields.enumerated() {
            let name = index < raw.columns.count ? raw.columns[index] : "\(index + 1)"
            builder.addTop(FormField(name: name, content: field.content, step: .csvField))
        }
        return builder.message
    }
}
