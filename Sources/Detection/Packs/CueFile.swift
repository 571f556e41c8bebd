/// The cue families of a language: words around a hit that count for or against it (`cues.yaml`).
public struct Cues: Sendable {
    /// One family of evidence.
    public struct Family: Sendable {
        /// The name by which rules, weights and evidence refer to it.
        public var name: String
        /// What it is, in words for people.
        public var title: String
        /// Looked for only by rules that name it in their `context`.
        public var only: Bool
        /// Its groups in the order of the file.
        public var groups: [Group]
    }

    /// One piece of evidence within a family.
    public struct Group: Sendable {
        /// The name by which rules, weights and evidence refer to it.
        public var name: String
        /// Log-odds with which training starts.
        public var weight: Double
        /// Words and phrases, as ``Term`` reads them.
        public var cues: [String]
        /// Whom a hit near this cue is about.
        public var about: DataSubject?
        /// Cues match only as written.
        public var caseSensitive: Bool
        /// Also counted over the whole message.
        public var message: Bool
        /// The file it stands in, for mistakes.
        public var file: String
        /// The line it begins on, from 1.
        public var line: Int
    }

    /// The families in the order of the file.
    public var families: [Family] = []
    /// Abbreviations whose full stop ends no sentence, lower-case.
    public var abbreviations: Set<String> = []

    /// A group by its family's name and its own, or nil where there is none.
    public func group(_ family: String, _ group: String) -> Group? {
        families.first { $0.name == family }?.groups.first { $0.name == group }
    }

    static func load(path: String, name: String) throws -> Cues {
        let root = try SettingsNode.load(path: path, name: name)
        let keys = try root.mapping(keys: ["families", "abbreviations"])
        var cues = Cues()
        cues.families = try keys["families"]?.mapping().map { try family($0.key, $0.value) } ?? []
        cues.abbreviations = Set(try keys["abbreviations"]?.strings().map { PlainText.of($0).lowercased() } ?? [])
        return cues
    }

    private static func family(_ name: String, _ node: SettingsNode) throws -> Family {
        let keys = try node.mapping(keys: ["title", "only", "groups"])
        guard let groups = keys["groups"] else { throw node.error("'groups:' is missing") }
        return Family(
            name: name,
            title: try keys["title"]?.string() ?? name,
            only: try keys["only"]?.bool() ?? false,
            groups: try groups.mapping().map { try group($0.key, $0.value) })
    }

    private static func group(_ name: String, _ node: SettingsNode) throws -> Group {
        let keys = try node.mapping(keys: ["weight", "cues", "about", "case", "message"])
        return Group(
            name: name,
            weight: try keys["weight"]?.double() ?? 0,
            cues: try keys["cues"]?.strings() ?? [],
            about: try keys["about"]?.one(of: DataSubject.self),
            caseSensitive: try keys["case"]?.isCaseSensitive() ?? false,
            message: try keys["message"]?.bool() ?? false,
            file: node.file, line: node.line)
    }
}
