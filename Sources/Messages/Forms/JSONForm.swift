/// A form submission, or a labelled mail, as a JSON object:
/// `{"id":…,"from":…,"subject":…,"fields":{"name":"value",…}}`, or flat with every member a field.
///
/// With `"kind":"email"`, or a `body` and no `fields`, it is a mail: `body` is its text, `to` its recipients. An item of a
/// labelled corpus, which has arrays `labels` and `spans`, says the rest about the message and not in it.
enum JSONForm {
    private static let annotations: Set<String> = ["labels", "spans", "hard_negative", "note"]

    static func read(_ raw: RawMessage, limits: MessageLimits) -> Message {
        var builder = FormBuilder(raw, limits: limits)
        let reader = raw.bytes.withFormSpan { JSONReader($0, depthLimit: limits.depth, leafLimit: limits.fields) }
        note(reader.fault, isCut: raw.isCut, into: &builder)
        let isMail = isMail(reader, raw.bytes)
        if isMail { builder.setKind(.email) }
        let isLabelled = reader.topArrays.isSuperset(of: ["labels", "spans"])
        for leaf in reader.leaves where !(isLabelled && annotations.contains(leaf.path[0])) {
            add(leaf, isMail: isMail, to: &builder)
        }
        return builder.message
    }

    private static func note(_ fault: JSONReader.Fault?, isCut: Bool, into builder: inout FormBuilder) {
        switch fault {
        case .notJSON where !isCut: builder.note("the line is not valid JSON", .broken)
        case .tooDeep: builder.note("the submission is nested too deeply; the rest is not read", .tooLarge)
        case .tooManyFields: builder.note("the submission has too many fields; the rest is not read", .tooLarge)
        default: break
        }
    }

    private static func isMail(_ reader: JSONReader, _ raw: Bytes) -> Bool {
        if let kind = reader.leaves.first(where: { $0.path == ["kind"] && $0.isString }) {
            return raw.slice(kind.content).string == "email"
        }
        return reader.leaves.contains { $0.path == ["body"] && $0.isString }
            && !reader.leaves.contains { $0.path[0] == "fields" }
    }

    private static func add(_ leaf: JSONReader.Leaf, isMail: Bool, to builder: inout FormBuilder) {
        let isField = leaf.path[0] == "fields" && leaf.path.count > 1
        let field = FormBuilder.Field(
            name: FieldName.joined(isField ? leaf.path[1...] : leaf.path[...]), content: leaf.content,
            step: leaf.isString ? .jsonString : nil)
        guard leaf.path.count == 1 else {
            if isMail && leaf.path.count == 2 && leaf.path[0] == "to" && builder.addRecipients(field) { return }
            return builder.add(field)
        }
        switch leaf.path[0] {
        case "kind" where leaf.isString, "lang" where leaf.isString: break
        case "body" where isMail && leaf.isString: builder.add(field, place: .body)
        case "to" where isMail && builder.addRecipients(field): break
        case "email": builder.add(field)
        default: builder.addTop(field, name: leaf.path[0])
        }
    }
}
