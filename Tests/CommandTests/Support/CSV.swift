/// CSV as a reader sees it (RFC 4180).
enum CSV {
    /// The rows; nil where the text is none: a quote in an unquoted cell, or one that does not end.
    static func read(_ text: String) -> [[String]]? {
        var rows: [[String]] = []
        var row: [String] = []
        var rest = Substring(text)
        while !rest.isEmpty {
            guard let (cell, after) = cell(rest) else { return nil }
            row.append(cell)
            rest = after
            if rest.first == "," {
                rest = rest.dropFirst()
                if rest.isEmpty { row.append("") }
            } else if rest.isEmpty || rest.first == "\r\n" {
                rest = rest.dropFirst()
                rows.append(row)
                row = []
            } else {
                return nil
            }
        }
        return rows
    }

    private static func cell(_ text: Substring) -> (String, Substring)? {
        guard text.first == "\"" else {
            let cell = text.prefix { $0 != "," && $0 != "\r\n" && $0 != "\n" }
            return cell.contains("\"") ? nil : (String(cell), text[cell.endIndex...])
        }
        var cell = ""
        var rest = text.dropFirst()
        while true {
            guard let end = rest.firstIndex(of: "\"") else { return nil }
            cell += rest[..<end]
            rest = rest[rest.index(after: end)...]
            guard rest.first == "\"" else { return (cell, rest) }
            cell += "\""
            rest = rest.dropFirst()
        }
    }
}
