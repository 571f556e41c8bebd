/// Names of form fields as they stand in records.
enum FieldName {
    /// Unicode scalars of a name that are kept: names come with the form and are short, hostile ones need not be.
    static let limit = 200

    /// Without blanks around it, cut at ``limit``; nil where nothing is left.
    static func cleaned(_ name: String) -> String? {
        var scalars = name.unicodeScalars[...]
        while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
        scalars = scalars.prefix(limit)
        while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
        return scalars.isEmpty ? nil : String(scalars)
    }
}
