/// Puts fields together to a message: which are metadata, which the subject, and which text to scan.
struct FormBuilder {
    /// A field of the submission.
    struct Field {
        /// As the form has it, nested names joined by `.`.
        var name: String
        /// The value in the raw bytes.
        var content: Range<Int>
        /// How the value is encoded there.
        var step: Decoding.Step?
    }

    private(set) var message: Message
    private var fieldCount = 0
    private var textBytes = 0
    private let limits: MessageLimits

    /// A form submission made of `raw`.
    init(_ raw: RawMessage, limits: MessageLimits) {
        message = Message(kind: .form, raw: raw.bytes)
        self.limits = limits
        if raw.isCut { note("the submission is longer than the limit; the rest is not read", .tooLarge) }
    }

    /// Says what could not be read, and what that makes of the message. The first reason stays.
    mutating func note(_ problem: StaticString, _ unscannable: Unscannable?) {
        message.problems.append(Problem(problem))
        message.unscannable = message.unscannable ?? unscannable
    }

    /// Makes room for so many fields.
    mutating func reserve(_ count: Int) { message.segments.reserveCapacity(count) }

    mutating func setKind(_ kind: Message.Kind) { message.kind = kind }

    /// A field that is metadata by its name (``FieldName/meaning(of:)``, of each the first) or text.
    mutating func addTop(_ field: Field) {
        switch FieldName.meaning(of: field.name) {
        case .identifier where message.formID == nil:
            message.formID = FormText.make(message.raw, field.content, step: field.step).text.string
        case .sender where message.from == nil: addSender(field)
        case .subject where !message.segments.contains(where: { $0.place == .subject }):
            add(field, place: .subject)
        default: add(field)
        }
    }

    /// A sender is an address; what else stands there is text like any other.
    private mutating func addSender(_ field: Field) {
        let text = FormText.make(message.raw, field.content, step: field.step).text.string
        let sender = FormAddress(text)
        message.from = sender.address
        if !sender.isAll { add(field) }
    }

    /// Recipients of a mail; false, and nothing done, where the field is no list of plain addresses.
    mutating func addRecipients(_ field: Field) -> Bool {
        let text = FormText.make(message.raw, field.content, step: field.step).text.string
        let found = text.split(separator: ",").map { FormAddress(String($0)) }
        guard found.allSatisfy(\.isAll), message.to.count + found.count <= limits.fields else { return false }
        message.to += found.compactMap(\.address)
        return true
    }

    /// A field that is text.
    mutating func add(_ field: Field) {
        add(field, place: .field(FieldName.cleaned(field.name) ?? "\(fieldCount + 1)"))
    }

    /// Text at `place`; nothing where it is empty.
    mutating func add(_ field: Field, place: Place) {
        guard fieldCount < limits.fields else {
            return noteOnce("the submission has too many fields; the rest is not read")
        }
        fieldCount += 1
        guard !field.content.isEmpty else { return }
        let (text, decoding) = FormText.make(message.raw, field.content, step: field.step)
        guard text.count <= limits.decodedBytes - textBytes else {
            return noteOnce("the submission has too much text; the rest is not read")
        }
        textBytes += text.count
        message.segments.append(Segment(place: place, part: "", text: text, decoding: decoding))
    }

    private mutating func noteOnce(_ problem: StaticString) {
        guard message.problems.last != Problem(problem) else { return }
        note(problem, .tooLarge)
    }
}
