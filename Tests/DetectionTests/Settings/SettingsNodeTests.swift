import Foundation
import Testing

@testable import Detection

@Suite("Files that people write")
struct SettingsNodeTests {
    private enum Colour: String, CaseIterable { case red, green }

    private static let text = """
        name: pack
        rules:
          - id: a
            prior: x
            terms:
              - one
              - two
          - id: b
        flag: maybe
        """

    private func root(_ text: String = SettingsNodeTests.text) throws -> SettingsNode {
        try SettingsNode.parse(text, file: "en/test.yaml")
    }

    private func rule(_ index: Int) throws -> [String: SettingsNode] {
        let rules = try #require(try root().mapping(keys: ["name", "rules", "flag"])["rules"])
        return try rules.list()[index].mapping(keys: ["id", "prior", "terms"])
    }

    @Test("Every value knows its line and the way to it")
    func lines() throws {
        let first = try rule(0)
        #expect(try #require(first["id"]).line == 3)
        #expect(try #require(first["prior"]).line == 4)
        #expect(try #require(first["terms"]).list().map(\.line) == [6, 7])
        #expect(try #require(first["terms"]).list()[1].path == "rules[0].terms[1]")
        #expect(try #require(try rule(1)["id"]).line == 8)
    }

    @Test("A value of the wrong kind is a mistake with file, line and path")
    func wrongKinds() throws {
        let prior = try #require(try rule(0)["prior"])
        let mistakes = [
            mistake { _ = try prior.double() }, mistake { _ = try prior.int() }, mistake { _ = try prior.list() },
            mistake { _ = try prior.mapping() }, mistake { _ = try prior.bool() },
        ]
        #expect(mistakes.map { $0?.line } == [4, 4, 4, 4, 4])
        #expect(
            mistakes.map { $0?.description } == [
                "en/test.yaml:4: rules[0].prior: should be a number",
                "en/test.yaml:4: rules[0].prior: should be a whole number",
                "en/test.yaml:4: rules[0].prior: should be a list",
                "en/test.yaml:4: rules[0].prior: should be a mapping of names to values",
                "en/test.yaml:4: rules[0].prior: should be true or false",
            ])
        let terms = try #require(try rule(0)["terms"])
        #expect(mistake { _ = try terms.string() }?.message == "rules[0].terms: should be a text")
        #expect(mistake { _ = try terms.strings() } == nil)
    }

    @Test(
        "Numbers are finite decimal numbers",
        arguments: [("1.5", 1.5), ("-2", -2), ("1e2", 100), ("nan", nil), ("inf", nil), ("1e999", nil), ("", nil)]
            as [(String, Double?)])
    func numbers(_ text: String, _ value: Double?) throws {
        let node = try #require(try root("a: \(text)").mapping(keys: ["a"])["a"])
        #expect((try? node.double()) == value)
    }

    @Test(
        "An unknown key is named at its own line, with the nearest right one",
        arguments: [
            ("nmae: x", 1, "unknown key 'nmae'; did you mean 'name'?"),
            ("name: x\nterm:\n  - a", 2, "unknown key 'term'; did you mean 'terms'?"),
            ("xyzzy: 1", 1, "unknown key 'xyzzy'; known are name, terms"),
            ("ab: 1", 1, "unknown key 'ab'; known are name, terms"),
        ])
    func unknownKeys(_ text: String, _ line: Int, _ message: String) throws {
        let found = mistake { _ = try root(text).mapping(keys: ["name", "terms"]) }
        #expect(found?.line == line)
        #expect(found?.message.hasSuffix(message) == true)
    }

    @Test("Every unknown key is reported where reading goes on")
    func manyUnknownKeys() throws {
        var unknown: [SettingsError] = []
        let known = try root("a: 1\nname: x\nb: 2").mapping(keys: ["name"], unknown: &unknown)
        #expect(Array(known.keys) == ["name"])
        #expect(unknown.map(\.line) == [1, 3])
    }

    @Test(
        "A key that stands twice is named with a line",
        arguments: ["a: 1\nb: 2\na: 3", "'a': 1\nb: 2\n\"a\": 3", "1: x\nb: 2\n'1': y"])
    func doubledKeys(_ text: String) throws {
        let found = mistake { _ = try root(text).mapping() }
        #expect(found?.message.contains("stands twice") == true)
        #expect([1, 3].contains(found?.line))
    }

    @Test("One of a closed list, with a hint where it is none")
    func closedLists() throws {
        let node = try root("[red, grene, blue]").list()
        #expect(try node[0].one(of: Colour.self) == .red)
        #expect(
            mistake { _ = try node[1].one(of: Colour.self) }?.message
                == "[1]: 'grene' is not one of red, green; did you mean 'green'?")
        #expect(
            mistake { _ = try node[2].one(of: Colour.self) }?.message
                == "[2]: 'blue' is not one of red, green")
    }

    @Test(
        "Text that is no YAML is a mistake with its line",
        arguments: [("a: [1, 2\nb: 3", 2), ("a: 'open", 1), ("a: b\n\tc: d", 2)])
    func broken(_ text: String, _ line: Int) {
        let found = mistake { _ = try root(text) }
        #expect(found?.message.hasPrefix("is not valid YAML") == true)
        #expect((found?.line ?? 0) >= line)
    }

    @Test("A file that is empty, missing or not UTF-8 is refused; a byte order mark is passed over")
    func files() throws {
        let folder = try PackFolder(["empty.yaml": "", "mark.yaml": "\u{FEFF}a: 1"])
        try folder.write("latin1.yaml", Data([0x61, 0x3A, 0x20, 0x31, 0x0A, 0x62, 0x3A, 0x20, 0xE9]))
        func load(_ name: String) throws -> SettingsNode {
            try SettingsNode.load(path: "\(folder.path)/\(name)", name: name)
        }
        #expect(mistake { _ = try load("empty.yaml") }?.description == "empty.yaml: is empty")
        #expect(mistake { _ = try load("none.yaml") }?.description == "none.yaml: cannot be opened")
        #expect(mistake { _ = try load("latin1.yaml") }?.description == "latin1.yaml:2: is not UTF-8")
        #expect(try load("mark.yaml").mapping().map(\.key) == ["a"])
    }
}
