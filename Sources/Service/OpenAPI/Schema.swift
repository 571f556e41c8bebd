/// A JSON Schema (draft 2020-12, as OpenAPI 3.1 has it) of the few shapes that bodies have.
indirect enum Schema: Sendable, Equatable {
    case text(pattern: String? = nil, values: [String]? = nil, format: String? = nil)
    case number(isWhole: Bool, least: Int? = nil, most: Int? = nil)
    case flag
    case list(Schema)
    /// Values by names that are not known before.
    case map(Schema)
    /// A named type: its properties in order, and those that must be there.
    case object(name: String, properties: [(name: String, schema: Schema)], required: Set<String>)
    /// Any JSON value.
    case anything
    /// Bytes that are no JSON.
    case bytes

    /// A text of any kind.
    static let string = Schema.text()

    static func == (left: Schema, right: Schema) -> Bool { left.json.bytes == right.json.bytes }

    /// The schema as it stands in a document; named types are referred to.
    var json: JSON {
        switch self {
        case .text(let pattern, let values, let format):
            .object([
                ("type", .string("string")), ("pattern", pattern.map(JSON.string)),
                ("enum", values.map { .array($0.map(JSON.string)) }), ("format", format.map(JSON.string)),
            ])
        case .number(let isWhole, let least, let most):
            .object([
                ("type", .string(isWhole ? "integer" : "number")), ("minimum", least.map(JSON.number)),
                ("maximum", most.map(JSON.number)),
            ])
        case .flag: .object([("type", .string("boolean"))])
        case .list(let element): .object([("type", .string("array")), ("items", element.json)])
        case .map(let value): .object([("type", .string("object")), ("additionalProperties", value.json)])
        case .object(let name, _, _): .object([("$ref", .string("#/components/schemas/\(name)"))])
        case .anything: .object([])
        case .bytes: .object([("type", .string("string")), ("format", .string("binary"))])
        }
    }

    /// Of a named type, its definition.
    var definition: JSON {
        guard case .object(_, let properties, let required) = self else { return json }
        return .object([
            ("type", .string("object")),
            ("properties", .object(properties.map { ($0.name, $0.schema.json) })),
            (
                "required",
                required.isEmpty ? nil : .array(properties.map(\.name).filter(required.contains).map(JSON.string))
            ),
            ("additionalProperties", .flag(false)),
        ])
    }

    /// The named types in it, itself among them.
    var named: [(name: String, schema: Schema)] {
        switch self {
        case .list(let element), .map(let element): element.named
        case .object(let name, let properties, _): [(name, self)] + properties.flatMap(\.schema.named)
        default: []
        }
    }
}
