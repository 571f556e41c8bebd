/// `inward queue list`, read as a table.
struct CaseList {
    private static let columns = ["case", "state", "queue", "level", "due", "since", "from", "categories"]
    private static let names = ["from": "source"]

    /// A row each, by column; the column `from` is called `source` here.
    let entries: [[String: String]]

    /// The cases that wait in a store.
    init(_ inward: Tool, _ store: String) throws {
        let lines = try inward("queue", "list", "--store", store).lines
        let header = lines.first ?? ""
        let starts = Self.columns.compactMap { name in
            header.range(of: name).map { header.distance(from: header.startIndex, to: $0.lowerBound) }
        }
        entries = lines.dropFirst().map { line in
            let cells = Self.columns.indices.map { column -> String in
                guard starts.indices.contains(column) else { return "" }
                let from =
                    line.index(line.startIndex, offsetBy: starts[column], limitedBy: line.endIndex) ?? line.endIndex
                let to =
                    column + 1 < starts.count
                    ? line.index(line.startIndex, offsetBy: starts[column + 1], limitedBy: line.endIndex)
                        ?? line.endIndex : line.endIndex
                return String(line[from..<to]).trimmingSpaces
            }
            return Dictionary(uniqueKeysWithValues: zip(Self.columns.map { Self.names[$0] ?? $0 }, cells))
        }
    }

    /// Their numbers, most urgent first.
    var numbers: [String] { entries.compactMap { $0["case"] } }
}

extension String {
    fileprivate var trimmingSpaces: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
