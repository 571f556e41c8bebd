import Foundation
import Testing

@testable import Detection

@Suite("Folders of rule packs")
struct PackLoadingTests {
    private func load(_ files: [String: String]) throws -> PatternFolder {
        let folder = try PackFolder(files)
        return try PatternFolder.load(path: folder.path)
    }

    private func compile(_ files: [String: String], tries: Bool = false) throws -> Detector {
        let folder = try PackFolder(files)
        return try Detector(patterns: .load(path: folder.path), triesPatterns: tries)
    }

    @Test("Rules of `any` are read by every language, and names.txt says what may be shown")
    func whole() throws {
        let folder = try load([
            "any/health.yaml": SmallPack.file("health", SmallPack.rule("health.number", "terms: [G35]")),
            "any/names.txt": "E-Mail\nmessage\n",
            "en/health.yaml":
                SmallPack.file("health", SmallPack.rule("health.a", "terms: [asthma]")),
            "de/cues.yaml": "families: {}",
            "de/flags.yaml":
                "flags:\n  danger:\n    rules:\n    " + SmallPack.rule("danger.a", "terms: [x]"),
        ])
        #expect(folder.name == "test" && folder.version == "1")
        #expect(folder.packs.map(\.language) == ["de", "en"])
        #expect(
            folder.packs.map { $0.rules.map(\.id) } == [["health.number", "danger.a"], ["health.number", "health.a"]])
        #expect(folder.publicNames == ["e-mail", "message"])
    }

    @Test("Context and needs name cue families that are there", arguments: ["context", "needs"])
    func families(_ key: String) {
        let files = [
            "en/cues.yaml": SmallPack.cues,
            "en/health.yaml": SmallPack.file(
                "health", SmallPack.rule("a", "terms: [x]"), SmallPack.rule("b", "terms: [y], \(key): [clinicl]")),
        ]
        #expect(
            mistake { _ = try load(files) }?.description
                == "en/health.yaml:4: rule b: 'clinicl' is no cue family; did you mean 'clinical'?")
    }

    @Test("An id that stands twice is refused, also where the other stands in `any`")
    func doubledIDs() {
        let rule = SmallPack.rule("health.a", "terms: [x]")
        let twice = mistake { _ = try load(["en/health.yaml": SmallPack.file("health", rule, rule)]) }
        #expect(twice?.description == "en/health.yaml:4: rule id 'health.a' stands already at en/health.yaml:3")
        let other = mistake {
            _ = try load([
                "any/health.yaml": SmallPack.file("health", rule), "en/health.yaml": SmallPack.file("health", rule),
            ])
        }
        #expect(other?.description == "en/health.yaml:3: rule id 'health.a' stands already at any/health.yaml:3")
    }

    @Test("A folder without a language, a pack or cues is refused")
    func missing() throws {
        let empty = try PackFolder([:])
        try FileManager.default.removeItem(atPath: "\(empty.path)/en")
        #expect(mistake { _ = try PatternFolder.load(path: empty.path) }?.message.contains("holds no language") == true)
        try FileManager.default.removeItem(atPath: "\(empty.path)/pack.yaml")
        #expect(
            mistake { _ = try PatternFolder.load(path: empty.path) }?.description == "pack.yaml: cannot be opened")
        let found = mistake {
            _ = try load(["de/health.yaml": SmallPack.file("health", SmallPack.rule("a", "terms: [x]"))])
        }
        #expect(found?.description == "de/cues.yaml: cannot be opened")
    }

    @Test(
        "What the matcher refuses names the rule or the cue, with file and line",
        arguments: [
            ("terms: [asthma, '...']", "'...': a term needs a letter or a digit"),
            ("pattern: 'sick('", "rule b:"), ("pattern: '\\d+'", "no word stands for certain"),
            ("fields: ['?']", "rule b: fields: '?'"), ("terms: [x], unless: ['!']", "rule b: unless: ''"),
        ])
    func refused(_ keys: String, _ message: String) {
        let text = SmallPack.file("health", SmallPack.rule("a", "terms: [x]"), SmallPack.rule("b", keys))
        let found = mistake { _ = try compile(["en/health.yaml": text]) }
        #expect(found?.file == "en/health.yaml" && found?.line == 4)
        #expect(found?.message.contains(message) == true, "\(found?.description ?? "nothing")")
    }

    @Test("A pattern that runs away is refused where patterns are tried")
    func catastrophic() {
        let text = SmallPack.file("health", SmallPack.rule("a", "pattern: 'sick (?:\\w+\\s*)+[;:]', anchors: [sick]"))
        #expect(mistake { _ = try compile(["en/health.yaml": text], tries: true) }?.line == 3)
    }

    @Test(
        "A mistake in cues.yaml has file and line",
        arguments: [
            ("families:\n  a:\n    groups:\n      b: {cues: ['?']}", 4, "families.a.groups.b: '?'"),
            ("families:\n  a: {title: x}", 2, "'groups:' is missing"),
            ("families:\n  a:\n    groups:\n      b: {cues: [x], case: sensitve}", 4, "should be 'sensitive'"),
            ("families:\n  a:\n    groups:\n      b: {cues: [x], wieght: 1}", 4, "did you mean 'weight'?"),
            ("familys: {}", 1, "unknown key 'familys'"),
        ])
    func cues(_ text: String, _ line: Int, _ message: String) {
        let found = mistake { _ = try compile(["en/cues.yaml": text]) }
        #expect(found?.file == "en/cues.yaml" && found?.line == line)
        #expect(found?.message.contains(message) == true, "\(found?.description ?? "nothing")")
    }

    @Test("The folder is looked for where the option says, then the environment, then beside the binary")
    func search() throws {
        let folder = try PackFolder([:])
        let binary = "\(folder.path)/../bin/inward"
        let environment = ["INWARD_PATTERNS": folder.path]
        #expect(try PatternSearch.folder(option: folder.path, environment: [:], binary: binary) == folder.path)
        #expect(try PatternSearch.folder(option: nil, environment: environment, binary: binary) == folder.path)
        let wrong = mistake { _ = try PatternSearch.folder(option: "/", environment: environment, binary: binary) }
        #expect(wrong?.message.contains("no pack.yaml") == true)
        let nowhere = mistake { _ = try PatternSearch.folder(option: nil, environment: [:], binary: binary) }
        #expect(nowhere?.message.contains("--patterns") == true)
        let beside = try PackFolder(["patterns/pack.yaml": "name: x"])
        let found = try PatternSearch.folder(option: nil, environment: [:], binary: "\(beside.path)/inward")
        #expect(found == "\(beside.path)/patterns")
    }
}
