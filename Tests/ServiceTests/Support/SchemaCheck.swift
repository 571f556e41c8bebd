import Foundation

@testable import Service

/// Holds a JSON value against a schema.
enum SchemaCheck {
    /// What does not fit, by place; empty: all does.
    static func faults(_ value: Any, _ schema: Schema, at place: String = "") -> [String] {
        switch schema {
        case .text(let pattern, let values, _):
            guard let text = value as? String else { return ["\(place): no text"] }
            if let values, !values.contains(text) { return ["\(place): not one of \(values)"] }
            if let pattern, text.range(of: pattern, options: .regularExpression) == nil {
                return ["\(place): \(pattern)"]
            }
            return []
        case .number(let isWhole, let least, let most):
            guard let number = value as? NSNumber else { return ["\(place): no number"] }
            if isWhole, number.doubleValue != number.doubleValue.rounded() { return ["\(place): not whole"] }
            let range = (least ?? .min)...(most ?? .max)
            return !isWhole || range.contains(number.intValue) ? [] : ["\(place): out of range"]
        case .flag: return value is Bool ? [] : ["\(place): neither true nor false"]
        case .list(let element):
            guard let list = value as? [Any] else { return ["\(place): no list"] }
            return list.enumerated().flatMap { faults($0.element, element, at: "\(place)[\($0.offset)]") }
        case .map(let element):
            guard let map = value as? [String: Any] else { return ["\(place): no object"] }
            return map.flatMap { faults($0.value, element, at: "\(place).\($0.key)") }
        case .object(_, let properties, let required):
            guard let object = value as? [String: Any] else { return ["\(place): no object"] }
            let missing = required.subtracting(object.keys).map { "\(place).\($0): missing" }
            return missing
                + object.flatMap { key, value in
                    properties.first { $0.name == key }.map { faults(value, $0.schema, at: "\(place).\(key)") }
                        ?? ["\(place).\(key): unknown"]
                }
        case .anything, .bytes: return []
        }
    }
}
