/// A form submission, or a labelled mail, as a JSON object:
/// `{"id":…,"from":…,"subject":…,"fields":{"name":"value",…}}`, or flat with every member a field.
///
/// With `"kind":"email"`, or a `body` or `html` and no `fields`, it is a mail: `body` or `html` is its text, `to` its recipients. An item of a
/// labelled corpus, which has arrays `labels` and `spans`, says the rest about the message and not in it.
enum JSONForm {
    static func read(_ raw: RawMessage, limits: MessageLimits, reading: MailReading) -> Message {
        var builder = FormBuilder(raw, limits: limits, reading: reading)
        let reader = builder.message.raw.withBytes {
            JSONReader($0, depthLimit: limits.depth, leafLimit: limits.fields)
        }
        note(reader.fault, isCut: raw.isCut, into: &builder)
        let isMail = isMail(reader, builder.message.raw)
        if isMail { builder.setKind(.email) }
        let isLabelled = reader.topArrays.contains("labels") && reader.topArrays.contains("spans")
        builder.reserve(reader.leaves.count)
        for leaf in reader.leaves where !(isLabelled && isAnnotation(leaf.top)) {
            add(leaf, isMail: isMail, to: &builder)
        }
        return builder.message
    }

    private static func isAnnotation(_ name: String) -> Bool {
        name == "labels" || name == "spans" || name == "hard_negative" || name == "note"
    }

    private static func note(_ fault: JSONReader.Fault?, isCut: Bool, into builder: inout FormBuilder) {
        switch fault {
        case .notJSON where !isCut: builder.note(Problem("the line is not valid JSON"), .broken)
        case .tooDeep: builder.note(Problem("values are nested deeper than the limit"), .tooLarge)
        case .tooManyFields: builder.noteManyFields()
        default: break
        }
    }

    private static func isMail(_ reader: JSONReader, _ raw: Bytes) -> Bool {
        if let kind = reader.leaves.first(where: { $0.top == "kind" && $0.depth == 1 && $0.isString }) {
            return raw.slice(kind.content).string == "email"
        }
        return reader.leaves.contains { ($0.top == "body" || $0.top == "html") && $0.depth == 1 && $0.isString }
            && !reader.leaves.contains { $0.top == "fields" }
    }

    private static func add(_ leaf: JSONReader.Leaf, isMail: Bool, to builder: inout FormBuilder) {
        let isTop = leaf.depth == 1
        var field = FormField(name: leaf.top, content: leaf.content, step: leaf.isString ? .jsonString : nil)
        field.charset = .utf8
        if !isTop { field.name = leaf.top == "fields" ? leaf.below : FieldName.joined(leaf.top, leaf.below) }
        switch leaf.top {
        case "kind" where isTop && leaf.isString, "lang" where isTop && leaf.isString: break
        case "body" where isTop && isMail && leaf.isString: builder.add(field, place: .body)
        case "html" where isTop && isMail && leaf.isString:
            field.isHTML = true
            builder.add(field, place: .body)
        case "to" where isMail && leaf.depth <= 2 && builder.addRecipients(field): break
        case "id", "from", "subject": if isTop { builder.addTop(field) } else { builder.add(field) }
        default: builder.add(field)
        }
    }
}
