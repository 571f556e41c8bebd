import Casework
import Foundation

extension Schema {
    /// The schema of a type, found by decoding one from nothing: what its `init(from:)` asks for is what a body has.
    static func of<Value: Decodable>(_ type: Value.Type) -> Schema {
        if let known = type as? any KnownSchema.Type { return known.schema }
        if type == Date.self { return .text(format: "date-time") }
        if type == Data.self { return .text(format: "byte") }
        if let list = type as? any ListType.Type { return list.schema }
        if let values = (type as? any CaseIterable.Type).flatMap(values) { return .text(values: values) }
        let asked = AskedFor()
        _ = try? Value(from: SchemaDecoder(asked: asked))
        return asked.schema(named: name(of: type))
    }

    /// Its name without the module's, nested ones in one word.
    private static func name(of type: Any.Type) -> String {
        String(reflecting: type).split(separator: ".").dropFirst().joined()
    }

    /// The raw values of a closed list.
    private static func values(of type: any CaseIterable.Type) -> [String]? {
        func all<Value: CaseIterable>(_ type: Value.Type) -> [String] {
            Value.allCases.compactMap { ($0 as? any RawRepresentable)?.rawValue as? String }
        }
        let found = all(type)
        return found.isEmpty ? nil : found
    }
}

/// A type that says itself how it stands in a body, with one value of it, whichever.
protocol KnownSchema {
    static var schema: Schema { get }
    static var placeholder: Self { get }
}

/// Lists, optionals and mappings of other types.
private protocol ListType { static var schema: Schema { get } }
extension Array: ListType where Element: Decodable { static var schema: Schema { .list(.of(Element.self)) } }
extension Set: ListType where Element: Decodable { static var schema: Schema { .list(.of(Element.self)) } }
extension Optional: ListType where Wrapped: Decodable { static var schema: Schema { .of(Wrapped.self) } }
extension Dictionary: ListType where Value: Decodable { static var schema: Schema { .map(.of(Value.self)) } }

/// What a type's `init(from:)` has asked for.
private final class AskedFor {
    var properties: [(name: String, schema: Schema)] = []
    var required: Set<String> = []
    var single: Schema?

    func schema(named name: String) -> Schema {
        single ?? .object(name: name, properties: properties, required: required)
    }
}

/// Answers every question with an empty value, and notes it.
private struct SchemaDecoder: Decoder {
    let asked: AskedFor
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(Keyed<Key>(asked: asked))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw NothingThere() }
    func singleValueContainer() throws -> any SingleValueDecodingContainer { Single(asked: asked) }
}

private struct NothingThere: Error {}

private struct Keyed<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let asked: AskedFor
    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { [] }

    func contains(_ key: Key) -> Bool { true }
    func decodeNil(forKey key: Key) throws -> Bool { false }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        note(type, key, isRequired: true)
        return try Placeholder.value(of: type)
    }

    func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
        note(type, key, isRequired: false)
        return nil
    }

    // The protocol has ways of its own for these, which would ask as if they had to be there.
    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? { optional(type, key) }
    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? { optional(type, key) }
    func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? { optional(type, key) }
    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? { optional(type, key) }

    private func optional<Value: Decodable>(_ type: Value.Type, _ key: Key) -> Value? {
        note(type, key, isRequired: false)
        return nil
    }

    private func note<Value: Decodable>(_ type: Value.Type, _ key: Key, isRequired: Bool) {
        let name = Wire.snake(key.stringValue)
        asked.properties.append((name, Schema.of(type)))
        if isRequired { asked.required.insert(name) }
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> { throw NothingThere() }
    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { throw NothingThere() }
    func superDecoder() throws -> any Decoder { throw NothingThere() }
    func superDecoder(forKey key: Key) throws -> any Decoder { throw NothingThere() }
}

private struct Single: SingleValueDecodingContainer {
    let asked: AskedFor
    var codingPath: [any CodingKey] { [] }

    func decodeNil() -> Bool { false }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        asked.single = Schema.of(type)
        return try Placeholder.value(of: type)
    }
}

/// A value of a type, whichever.
private enum Placeholder {
    static func value<Value: Decodable>(of type: Value.Type) throws -> Value {
        if let simple = placeholder(of: type) as? Value { return simple }
        if let first = (type as? any CaseIterable.Type).flatMap(first) as? Value { return first }
        return try Value(from: SchemaDecoder(asked: AskedFor()))
    }

    private static func placeholder(of type: Any.Type) -> Any? {
        (type as? any KnownSchema.Type)?.placeholder ?? (type as? any EmptyType.Type)?.placeholder
    }

    private static func first(of type: any CaseIterable.Type) -> Any? {
        func first<Value: CaseIterable>(_ type: Value.Type) -> Any? { Value.allCases.first }
        return first(type)
    }
}

extension String: KnownSchema {
    static var schema: Schema { .string }
    static var placeholder: String { "" }
}
extension Int: KnownSchema {
    static var schema: Schema { .number(isWhole: true) }
    static var placeholder: Int { 0 }
}
extension Double: KnownSchema {
    static var schema: Schema { .number(isWhole: false) }
    static var placeholder: Double { 0 }
}
extension Bool: KnownSchema {
    static var schema: Schema { .flag }
    static var placeholder: Bool { false }
}

/// Types of which an empty value is enough.
private protocol EmptyType { static var placeholder: Self { get } }
extension Date: EmptyType { static var placeholder: Date { Date(timeIntervalSince1970: 0) } }
extension Data: EmptyType { static var placeholder: Data { Data() } }
extension Array: EmptyType { static var placeholder: [Element] { [] } }
extension Set: EmptyType { static var placeholder: Set<Element> { [] } }
extension Dictionary: EmptyType { static var placeholder: [Key: Value] { [:] } }

extension CaseNumber: KnownSchema {
    static var schema: Schema { .text(pattern: "^[0-9a-hjkmnp-tv-z]{7}$") }
    static var placeholder: CaseNumber { CaseNumber.first }
}
extension RequestID: KnownSchema {
    static var schema: Schema { .text(pattern: "^r[0-9a-hjkmnp-tv-z]{7}$") }
    static var placeholder: RequestID { RequestID.first }
}
extension CaseDay: KnownSchema {
    static var schema: Schema { .text(format: "date") }
    static var placeholder: CaseDay { CaseDay(number: 0) }
}
extension ActorID: KnownSchema {
    static var schema: Schema { .text(pattern: "^[A-Za-z0-9._-]{1,64}$") }
    static var placeholder: ActorID { .owner }
}
