/// Names of form fields as they stand in records.
enum FieldName {
    /// Unicode scalars of a name that are kept: names come with the form and are short, hostile ones need not be.
    static let limit = 200

    /// Without blanks around it, cut at ``limit``; nil where nothing is left.
    static func cleaned(_ name: String) -> String? {
        if let first = name.utf8.first, let last = name.utf8.last, (0x21..<0x7F).contains(first),
            (0x21..<0x7F).contains(last), name.utf8.count <= limit
        {
            return name
        }
        var scalars = name.unicodeScalars[...]
        while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
        scalars = scalars.prefix(limit)
        while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
        return scalars.isEmpty ? nil : String(scalars)
    }

    /// A name nested in another, joined by `.`, as far as the whole will be kept.
    static func joined(_ outer: String, _ inner: String) -> String {
        // A scalar has at most four bytes.
        if outer.utf8.count > 4 * limit { return outer }
        let kept = inner.utf8.count <= limit ? inner : String(inner.unicodeScalars.prefix(limit))
        return outer.isEmpty ? kept : "\(outer).\(kept)"
    }

    /// What a name at the top of a form means, whatever the form's language: the few that are metadata.
    enum Meaning { case identifier, sender, subject, text }

    /// The meaning of a name in any case of letters; `email` is a sender too.
    static func meaning(of name: String) -> Meaning {
        guard (2...7).contains(name.utf8.count) else { return .text }
        return switch name.lowercased() {
        case "id": .identifier
        case "from", "email": .sender
        case "subject": .subject
        default: .text
        }
    }
}
