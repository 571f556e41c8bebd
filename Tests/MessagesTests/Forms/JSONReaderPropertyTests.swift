import Foundation
import Testing

@testable import Messages

/// The reader against Foundation's.
@Suite("Reading JSON")
struct JSONReaderPropertyTests {
    private func value(depth: Int, _ generator: inout SeededGenerator) -> Any {
        let kinds = depth > 0 ? 7 : 5
        switch Int.random(in: 0..<kinds, using: &generator) {
        case 0: return text(&generator)
        case 1: return Int.random(in: -1_000...1_000, using: &generator)
        case 2: return Double.random(in: -1...1, using: &generator)
        case 3: return Bool.random(using: &generator)
        case 4: return NSNull()
        case 5:
            return (0..<Int.random(in: 0...3, using: &generator)).map { _ in value(depth: depth - 1, &generator) }
        default:
            return object(depth: depth - 1, &generator)
        }
    }

    private func text(_ generator: inout SeededGenerator) -> String {
        let pieces = [
            "a", "é", "😀", "\"", "\\", "/", "\n", "\r\n", "\u{1}", "\u{2028}", "{", "]", ",", "word", "\u{0}",
        ]
        return (0..<Int.random(in: 0...6, using: &generator))
            .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
    }

    private func object(depth: Int, _ generator: inout SeededGenerator) -> [String: Any] {
        var object: [String: Any] = [:]
        for _ in 0..<Int.random(in: 0...4, using: &generator) {
            // An empty name inside another can't be told from none in the joined names.
            object["n" + text(&generator)] = value(depth: depth, &generator)
        }
        return object
    }

    /// Strings by their joined names, as Foundation reads them.
    private func strings(_ value: Any, _ names: [String]) -> [String] {
        if let object = value as? [String: Any] { return object.flatMap { strings($0.value, names + [$0.key]) } }
        if let array = value as? [Any] {
            return array.enumerated().flatMap { strings($0.element, names + ["\($0.offset)"]) }
        }
        guard let string = value as? String else { return [] }
        return [names.joined(separator: ".") + "=" + string]
    }

    private func read(_ bytes: [UInt8]) -> (fault: JSONReader.Fault?, strings: [String]) {
        let reader = JSONReader(bytes.span, depthLimit: 50, leafLimit: 1_000)
        let strings = reader.leaves.filter(\.isString).map { leaf in
            let name = leaf.depth == 1 ? leaf.top : leaf.top + "." + leaf.below
            return name + "=" + JSONString.text(bytes.span.extracting(leaf.content))
        }
        return (reader.fault, strings)
    }

    @Test("Whatever Foundation writes is read as Foundation reads it")
    func written() throws {
        var generator = SeededGenerator(seed: 6)
        for round in 0..<500 {
            let object = object(depth: 4, &generator)
            let bytes = [UInt8](try JSONSerialization.data(withJSONObject: object))
            let found = read(bytes)
            #expect(found.fault == nil, "round \(round)")
            #expect(found.strings.sorted() == strings(object, []).sorted(), "round \(round)")
        }
    }

    @Test(
        "What Foundation accepts after a change is accepted and read alike; nothing makes it fail otherwise than by a fault"
    )
    func changed() throws {
        var generator = SeededGenerator(seed: 7)
        var accepted = 0
        for round in 0..<3_000 {
            var object = object(depth: 3, &generator)
            object["k"] = "v"
            var bytes = [UInt8](try JSONSerialization.data(withJSONObject: object))
            for _ in 0..<Int.random(in: 1...2, using: &generator) {
                let position = Int.random(in: 0..<bytes.count, using: &generator)
                let byte = Array("{}[]\",:\\ue0-+.x1 \u{1}".utf8).randomElement(using: &generator) ?? 0
                if Bool.random(using: &generator) { bytes[position] = byte } else { bytes.remove(at: position) }
            }
            let found = read(bytes)
            guard let value = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] else { continue }
            accepted += 1
            // It lets pass a comma before the end of an array, which RFC 8259 does not.
            let isLenient = String(decoding: bytes, as: UTF8.self).contains(#/,\s*[\]}]/#)
            #expect(found.fault == nil || isLenient, "round \(round)")
            // Foundation keeps one of two members of the same name.
            let isSubset = Set(strings(value, [])).isSubset(of: Set(found.strings))
            #expect(isSubset, "round \(round)")
        }
        #expect(accepted > 100)
    }
}
