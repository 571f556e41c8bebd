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

extension FieldName {
    /// Nested names joined by `.`, as far as they will be kept.
    static func joined(_ names: ArraySlice<String>) -> String {
        var joined = ""
        var count = 0
        for name in names where count <= limit {
            if !joined.isEmpty { joined += "." }
            let kept = name.unicodeScalars.prefix(limit)
            joined += String(kept)
            count += kept.count
        }
        return joined
    }
}
