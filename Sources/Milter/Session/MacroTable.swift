/// The macros of a session by stage. As in libmilter, a stage's macros are replaced when it comes again, and those of the
/// stages behind it are then forgotten; a look-up finds the latest stage that has the name.
public struct MacroTable: Sendable, Hashable {
    private var stages: [[MacroDefinition]] = Array(repeating: [], count: MacroStage.inOrder.count)
    /// The bytes of all names and values.
    private(set) var size = 0

    /// Without a macro.
    public init() {}

    /// The value of a macro, named with or without its braces: `i`, `auth_authen`. Nil where no stage so far has it.
    public subscript(_ name: String) -> ByteString? {
        for definitions in stages.reversed() {
            for definition in definitions where Self.matches(definition.name.bytes, name.utf8) {
                return definition.value
            }
        }
        return nil
    }

    /// All macros of one stage, in the order sent.
    public subscript(_ stage: MacroStage) -> [MacroDefinition] { stages[stage.position] }

    mutating func set(_ stage: MacroStage, _ definitions: [MacroDefinition]) {
        removeAll(from: stage)
        stages[stage.position] = definitions
        size += Self.size(definitions)
    }

    /// Forgets the macros of `stage` and of those behind it.
    mutating func removeAll(from stage: MacroStage) {
        for position in stage.position..<stages.count where !stages[position].isEmpty {
            size -= Self.size(stages[position])
            stages[position] = []
        }
    }

    /// Forgets the macros of the stages behind `stage`.
    mutating func removeAll(behind stage: MacroStage) {
        guard stage.position + 1 < stages.count else { return }
        removeAll(from: MacroStage.inOrder[stage.position + 1])
    }

    private static func size(_ definitions: [MacroDefinition]) -> Int {
        definitions.reduce(0) { $0 + $1.name.bytes.count + $1.value.bytes.count }
    }

    private static func matches(_ macro: [UInt8], _ name: String.UTF8View) -> Bool {
        if macro.elementsEqual(name) { return true }
        guard macro.count == name.count + 2, macro.first == UInt8(ascii: "{"), macro.last == UInt8(ascii: "}") else {
            return false
        }
        return macro.dropFirst().dropLast().elementsEqual(name)
    }
}
