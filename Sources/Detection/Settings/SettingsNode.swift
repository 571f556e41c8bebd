import Yams

/// A YAML value that knows its file, line and path, so that every mistake can be named where it stands.
public struct SettingsNode {
    let node: Node
    /// The file as the user named it.
    public let file: String
    /// The way to this value, as in `rules[2].when`.
    public let path: String

    /// Reads a YAML file; `name` is how mistakes name it.
    ///
    /// - Throws: ``SettingsError`` where it cannot be opened, is not UTF-8 or is not YAML.
    public static func load(path: String, name: String? = nil) throws -> SettingsNode {
        try parse(SettingsText.load(path: path, name: name ?? path), file: name ?? path)
    }

    /// Reads YAML text; `file` is named in mistakes.
    public static func parse(_ text: String, file: String) throws -> SettingsNode {
        do {
            // Every value is read as text here: what YAML would make of a bare word is not asked.
            guard let node = try Yams.compose(yaml: text, .basic) else {
                throw SettingsError(file: file, message: "is empty")
            }
            return SettingsNode(node: node, file: file, path: "")
        } catch let error as YamlError {
            switch error {
            case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
                .composer(_, let problem, let mark, _):
                throw SettingsError(file: file, line: mark.line, message: "is not valid YAML: \(problem)")
            case .duplicatedKeysInMapping(let names, let context):
                throw SettingsError(
                    file: file, line: context.mark.line, message: "'\(names.first ?? "")' stands twice")
            default:
                throw SettingsError(file: file, message: "is not valid YAML")
            }
        }
    }

    /// The line it starts on, from 1.
    public var line: Int { node.mark?.line ?? 0 }

    /// A mistake at this value.
    public func error(_ message: String) -> SettingsError {
        SettingsError(file: file, line: line, message: path.isEmpty ? message : "\(path): \(message)")
    }

    func child(_ node: Node, _ step: String) -> SettingsNode {
        let separator = path.isEmpty || step.hasPrefix("[") ? "" : "."
        return SettingsNode(node: node, file: file, path: path + separator + step)
    }

    /// Whether the value is `null` or nothing.
    public var isNull: Bool {
        node.scalar.map { $0.string.isEmpty || $0.string == "null" || $0.string == "~" } ?? false
    }
    /// Whether it is a list.
    public var isList: Bool { node.sequence != nil }
    /// Whether it is a mapping.
    public var isMapping: Bool { node.mapping != nil }

    /// The mapping's keys and values in order; a mistake where it is none, or a key stands twice.
    public func mapping() throws -> [(key: String, value: SettingsNode)] {
        try entries().map { ($0.key, $0.value) }
    }

    /// The mapping's keys with their lines and values.
    private func entries() throws -> [(key: String, line: Int, value: SettingsNode)] {
        guard let mapping = node.mapping else { throw error("should be a mapping of names to values") }
        var seen = Set<String>()
        return try mapping.map { key, value in
            let name = key.string ?? ""
            let line = key.mark?.line ?? self.line
            guard seen.insert(name).inserted else {
                throw SettingsError(file: file, line: line, message: "'\(name)' stands twice")
            }
            return (name, line, child(value, name))
        }
    }

    /// The mapping by name; a key that is not among `keys` is a mistake that names the nearest right one.
    public func mapping(keys: [String]) throws -> [String: SettingsNode] {
        var unknown: [SettingsError] = []
        let result = try mapping(keys: keys, unknown: &unknown)
        if let first = unknown.first { throw first }
        return result
    }

    /// The same, which goes on at a key that is not among `keys` and adds a mistake for each to `unknown`.
    public func mapping(keys: [String], unknown: inout [SettingsError]) throws -> [String: SettingsNode] {
        var result: [String: SettingsNode] = [:]
        for (key, line, value) in try entries() {
            if keys.contains(key) {
                result[key] = value
            } else {
                // The value of a key may begin on a later line.
                var mistake = value.error("unknown key '\(key)'" + Self.hint(for: key, among: keys))
                mistake.line = line
                unknown.append(mistake)
            }
        }
        return result
    }

    /// The list's values; a mistake where it is none.
    public func list() throws -> [SettingsNode] {
        guard let sequence = node.sequence else { throw error("should be a list") }
        return sequence.enumerated().map { child($1, "[\($0)]") }
    }

    /// A list of texts, or one text standing for a list of one.
    public func strings() throws -> [String] {
        isList ? try list().map { try $0.string() } : [try string()]
    }

    /// The text as written.
    public func string() throws -> String {
        guard let text = node.scalar?.string else { throw error("should be a text") }
        return text
    }

    /// A number.
    public func double() throws -> Double {
        guard let text = node.scalar?.string, let value = Double(text), value.isFinite else {
            throw error("should be a number")
        }
        return value
    }

    /// A whole number.
    public func int() throws -> Int {
        guard let text = node.scalar?.string, let value = Int(text) else { throw error("should be a whole number") }
        return value
    }

    /// `true` or `false`.
    public func bool() throws -> Bool {
        switch node.scalar?.string.lowercased() {
        case "true", "yes", "on": return true
        case "false", "no", "off": return false
        default: throw error("should be true or false")
        }
    }

    /// One of the values of a closed list.
    public func one<Value: RawRepresentable & CaseIterable>(of type: Value.Type) throws -> Value
    where Value.RawValue == String {
        let text = try string()
        guard let value = Value(rawValue: text) else {
            let names = Value.allCases.map(\.rawValue)
            let near = Self.nearest(to: text, among: names).map { "; did you mean '\($0)'?" } ?? ""
            throw error("'\(text)' is not one of " + names.joined(separator: ", ") + near)
        }
        return value
    }

    /// `; did you mean 'x'?` where one of `names` is near, otherwise all of them.
    static func hint(for name: String, among names: [String]) -> String {
        if let near = nearest(to: name, among: names) { return "; did you mean '\(near)'?" }
        return names.isEmpty ? "" : "; known are " + names.joined(separator: ", ")
    }

    /// The name within two edits, where `name` is not so short that any would be.
    private static func nearest(to name: String, among names: [String]) -> String? {
        let near = names.map { ($0, distance(name, $0)) }.min { $0.1 < $1.1 }
        guard let near, near.1 <= 2, near.1 < name.utf8.count else { return nil }
        return near.0
    }

    /// Edits between two short names (Levenshtein).
    private static func distance(_ left: String, _ right: String) -> Int {
        let right = Array(right.utf8)
        var row = Array(0...right.count)
        for (i, a) in left.utf8.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                let above = row[j + 1]
                row[j + 1] = min(above + 1, row[j] + 1, diagonal + (a == b ? 0 : 1))
                diagonal = above
            }
        }
        return row[right.count]
    }
}
