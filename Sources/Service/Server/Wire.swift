import Foundation

/// How values stand in bodies: JSON with names in snake_case and times in RFC 3339.
enum Wire {
    static func encode(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.dateEncodingStrategy = .iso8601
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(value))
    }

    /// Throws ``Problem`` naming the place of what does not fit; the value there is not quoted.
    static func decode<Value: Decodable>(_ type: Value.Type, _ bytes: [UInt8]) throws -> Value {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        decoder.dateDecodingStrategy = .iso8601
        do {
            return try decoder.decode(type, from: Data(bytes))
        } catch let error as DecodingError {
            throw Problem.unprocessable("bad-body", words(for: error))
        }
    }

    private static func words(for error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, let context): "the body has no '\(place(context.codingPath + [key]))'"
        case .valueNotFound(_, let context): "'\(place(context.codingPath))' has no value"
        case .typeMismatch(_, let context) where context.codingPath.isEmpty: "the body should be an object"
        case .typeMismatch(_, let context): "'\(place(context.codingPath))' is of another type than it should be"
        case .dataCorrupted(let context) where context.codingPath.isEmpty: "the body is not valid JSON"
        case .dataCorrupted(let context): "'\(place(context.codingPath))' has a value that it cannot have"
        @unknown default: "the body cannot be read"
        }
    }

    private static func place(_ path: [any CodingKey]) -> String {
        path.map { $0.intValue.map { "\($0)" } ?? snake($0.stringValue) }.joined(separator: ".")
    }

    /// A name as it stands in a body.
    static func snake(_ name: String) -> String {
        var snake = ""
        for scalar in name.unicodeScalars {
            if scalar.properties.isUppercase {
                if !snake.isEmpty { snake += "_" }
                snake += scalar.properties.lowercaseMapping
            } else {
                snake.unicodeScalars.append(scalar)
            }
        }
        return snake
    }
}
