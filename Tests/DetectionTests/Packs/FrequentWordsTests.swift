import Foundation
import Testing

@testable import Detection

@Suite("The list of common words")
struct FrequentWordsTests {
    private func load(_ text: String) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("words-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("frequent-words.txt").path
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        _ = try FrequentWords.load(path: path, name: "any/frequent-words.txt")
    }

    @Test("Words with numbers, comments and empty lines are read", arguments: ["", "# c\n\nthe 3\r\na 2 # often\n"])
    func readable(_ text: String) {
        #expect(throws: Never.self) { try load(text) }
    }

    @Test(
        "A line that is no word with its number is named",
        arguments: ["the", "the three", "the 0", "the 1 2", "the -1"])
    func mistakes(_ line: String) {
        let found = mistake { try load("a 1\n\(line)\n") }
        #expect(found?.line == 2)
        #expect(found?.file == "any/frequent-words.txt")
    }

    @Test("Without the file nothing is known")
    func missing() throws {
        _ = try FrequentWords.load(path: "/nowhere/frequent-words.txt", name: "x")
    }
}
