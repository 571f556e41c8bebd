/// Puts fields together to a message: which are metadata, which the subject, and which text to scan.
struct FormBuilder {
    private(set) var message: Message
    private var fieldCount = 0
    private var textBytes = 0
    private let limits: MessageLimits
    private let reading: MailReading

    /// A form submission made of `raw`.
    init(_ raw: RawMessage, limits: MessageLimits, reading: MailReading) {
        self.reading = reading
        let bytes = raw.bytes.slice(0..<min(limits.messageBytes, Int(Int32.max)))
        message = Message(kind: .form, raw: bytes)
        self.limits = limits
        if raw.isCut || bytes.count < raw.bytes.count {
            note(Problem("the submission is longer than the limit; its beginning was read"), .tooLarge)
        }
    }

    /// Makes room for so many fields.
    mutating func reserve(_ count: Int) { message.segments.reserveCapacity(count) }

    mutating func setKind(_ kind: Message.Kind) { message.kind = kind }

    /// Says, once, what could not be read, and what that makes of the message. The first reason stays.
    mutating func note(_ problem: Problem, _ unscannable: Unscannable? = nil) {
        if !message.problems.contains(problem) { message.problems.append(problem) }
        message.unscannable = message.unscannable ?? unscannable
    }

    /// A field that is metadata by its name (``FieldName/meaning(of:)``, of each the first) or text.
    mutating func addTop(_ field: FormField) {
        switch FieldName.meaning(of: field.name) {
        case .identifier where message.formID == nil:
            message.formID = FormText(field, of: message.raw).text.string
        case .sender where message.from == nil:
            message.from = addresses(field).first
            // What is no address is text like any other.
            if message.from == nil { add(field) }
        case .subject where !message.segments.contains(where: { $0.place == .subject }):
            add(field, place: .subject)
        default: add(field)
        }
    }

    /// Recipients of a mail; false, and nothing done, where the field has no address.
    mutating func addRecipients(_ field: FormField) -> Bool {
        let found = addresses(field)
        guard !found.isEmpty else { return false }
        message.to += found.prefix(max(limits.fields - message.to.count, 0))
        return true
    }

    /// The addresses in a field, without the names beside them.
    private func addresses(_ field: FormField) -> [String] {
        FormText(field, of: message.raw).text.withBytes { text in
            var found: [String] = []
            AddressList.append(to: &found, from: text, 0..<text.count)
            return found
        }
    }

    /// A field that is text.
    mutating func add(_ field: FormField) {
        add(field, place: .field(FieldName.cleaned(field.name) ?? "\(fieldCount + 1)"))
    }

    /// Text at `place`, of the MIME part `part` in a multipart submission; nothing where it is empty.
    mutating func add(_ field: FormField, place: Place, part: String = "") {
        guard fieldCount < limits.fields else { return noteManyFields() }
        fieldCount += 1
        guard !field.content.isEmpty else { return }
        let value = FormText(field, of: message.raw)
        guard value.text.count <= limits.decodedBytes - textBytes else {
            return note(Problem("the decoded text is longer than the limit"), .tooLarge)
        }
        guard !value.text.isEmpty else { return }
        textBytes += value.text.count
        message.segments.append(
            Segment(
                place: place, part: part, text: value.text, regions: regions(of: value, at: place),
                decoding: value.decoding))
    }

    /// Quotations, signatures and the like: mails are pasted into forms. A value of one line is taken as it is.
    private mutating func regions(of value: FormText, at place: Place) -> [Region] {
        value.text.withBytes { text in
            guard place == .body || text.firstIndex(of: 0x0A, from: 0) != nil else { return value.regions }
            let found = TextRegions(in: text, words: reading.words)
            if found.isEncrypted { note(Problem("encrypted text"), .encrypted) }
            return found.regions(under: value.regions)
        }
    }

    /// Says that not all fields were read.
    mutating func noteManyFields() { note(Problem("there are more fields than the limit"), .tooLarge) }

    /// An uploaded file, with the next number.
    mutating func addAttachment(part: String, mediaType: String, range: Range<Int>) -> Attachment {
        let attachment = Attachment(
            number: message.attachments.count + 1, part: part, mediaType: mediaType, range: range)
        message.attachments.append(attachment)
        return attachment
    }
}
