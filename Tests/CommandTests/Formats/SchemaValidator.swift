import Foundation

/// Checks JSON against the part of JSON Schema 2020-12 that `record.schema.json` uses. A keyword that it does not know
/// is a mistake too: an unchecked schema would pass everything.
struct SchemaValidator {
    private static let ignored: Set<String> = [
        "$schema", "$id", "$defs", "title", "description", "format", "then", "else",
    ]

    let root: JSON

    init(path: String) throws { root = try JSON.read(try Data(contentsOf: URL(fileURLWithPath: path))) }

    /// What is wrong with `value`, each with its place.
    func mistakes(in value: JSON) -> [String] { check(value, root, "$") }

    private func check(_ value: JSON, _ schema: JSON, _ place: String) -> [String] {
        switch schema {
        case .bool(let isAllowed): return isAllowed ? [] : ["\(place): is not allowed"]
        case .object(let keywords):
            return keywords.sorted { $0.key < $1.key }.flatMap { check(value, $0.key, $0.value, schema, place) }
        default: return ["\(place): the schema is none"]
        }
    }

    private func check(_ value: JSON, _ keyword: String, _ rule: JSON, _ schema: JSON, _ place: String) -> [String] {
        switch keyword {
        case "$ref": return check(value, definition(rule), place)
        case "type": return isOfType(value, rule) ? [] : ["\(place): is of another type"]
        case "enum": return rule.array?.contains(value) == true ? [] : ["\(place): is none of the enum"]
        case "const": return rule == value ? [] : ["\(place): is not the constant"]
        case "allOf": return (rule.array ?? []).flatMap { check(value, $0, place) }
        case "if":
            let branch = check(value, rule, place).isEmpty ? "then" : "else"
            return check(value, schema[branch] ?? .bool(true), place)
        case _ where Self.ignored.contains(keyword): return []
        default:
            return ofKind(value, keyword, rule, schema, place) ?? ["\(place): the keyword \(keyword) is not checked"]
        }
    }

    private func definition(_ reference: JSON) -> JSON {
        root["$defs"]?[reference.string?.split(separator: "/").last.map(String.init) ?? ""] ?? .null
    }

    /// Keywords that are for one kind of value and let others pass; nil for a keyword that is not known.
    private func ofKind(_ value: JSON, _ keyword: String, _ rule: JSON, _ schema: JSON, _ place: String) -> [String]? {
        switch keyword {
        case "minimum", "maximum":
            guard let number = value.number, let limit = rule.number else { return [] }
            return (keyword == "minimum" ? number >= limit : number <= limit) ? [] : ["\(place): passes its \(keyword)"]
        case "minLength":
            guard let text = value.string, let least = rule.number else { return [] }
            return Double(text.unicodeScalars.count) >= least ? [] : ["\(place): is too short"]
        case "pattern":
            guard let text = value.string, let expression = rule.string else { return [] }
            return text.range(of: expression, options: .regularExpression) == nil
                ? ["\(place): has not the pattern"] : []
        case "items":
            return (value.array ?? []).enumerated().flatMap { check($0.element, rule, "\(place)[\($0.offset)]") }
        case "uniqueItems":
            guard let items = value.array else { return [] }
            return Set(items).count == items.count ? [] : ["\(place): has an item twice"]
        default: return ofObject(value, keyword, rule, schema, place)
        }
    }

    private func ofObject(_ value: JSON, _ keyword: String, _ rule: JSON, _ schema: JSON, _ place: String) -> [String]?
    {
        let members = value.object ?? [:]
        switch keyword {
        case "required":
            let names = (rule.array ?? []).compactMap(\.string)
            return value.object == nil ? [] : names.filter { members[$0] == nil }.map { "\(place): \($0) is missing" }
        case "propertyNames": return members.keys.flatMap { check(.string($0), rule, "\(place).\($0)") }
        case "properties":
            return (rule.object ?? [:]).flatMap { name, schema in
                members[name].map { check($0, schema, "\(place).\(name)") } ?? []
            }
        case "additionalProperties":
            let known = schema["properties"]?.object ?? [:]
            return members.filter { known[$0.key] == nil }.flatMap { check($0.value, rule, "\(place).\($0.key)") }
        default: return nil
        }
    }

    private func isOfType(_ value: JSON, _ rule: JSON) -> Bool {
        (rule.array ?? [rule]).contains { name in
            switch (name.string, value) {
            case ("null", .null), ("string", .string), ("object", .object), ("array", .array), ("boolean", .bool),
                ("number", .number):
                true
            case ("integer", .number(let number)): number.rounded() == number
            default: false
            }
        }
    }
}
