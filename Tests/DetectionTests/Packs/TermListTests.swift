import Foundation
import Testing

@testable import Detection

@Suite("Term lists")
struct TermListTests {
    @Test(
        "A line is a term and the phrases in which it does not count",
        arguments: [
            ("asthma", "asthma", []), ("  type 2 diabetes \t", "type 2 diabetes", []),
            ("depression ! great depression ! depression over", "depression", ["great depression", "depression over"]),
            ("stroke!stroke of luck", "stroke", ["stroke of luck"]), ("dialys* !", "dialys*", []),
        ] as [(String, String, [String])])
    func terms(_ line: String, _ text: String, _ exclusions: [String]) {
        let term = Term(line)
        #expect(term.text == text)
        #expect(term.exclusions == exclusions)
    }

    @Test("Comments and empty lines are passed over, with any line ending")
    func lists() throws {
        let lines = ["# head", "", "asthma  # comment", "   ", "lupus ! lupus pub"]
        for ending in ["\n", "\r\n"] {
            let terms = try TermList.parse(lines.joined(separator: ending), file: "a.txt")
            #expect(terms.map(\.text) == ["asthma", "lupus"])
            #expect(terms.map(\.exclusions) == [[], ["lupus pub"]])
        }
    }

    @Test("Exclusions without a term are a mistake with the line", arguments: ["\n", "\r\n"])
    func mistakes(_ ending: String) {
        let text = ["asthma", "# x", " ! great depression"].joined(separator: ending)
        let found = mistake { _ = try TermList.parse(text, file: "en/a.txt") }
        #expect(found?.description == "en/a.txt:3: exclusions without a term before the '!'")
    }

    @Test("A list that is not UTF-8 is refused with the line: its terms would never be found")
    func encoding() throws {
        let folder = try PackFolder([:])
        try folder.write("list.txt", Data("asthma\nd".utf8) + [0xE9] + Data("pression\n".utf8))
        let found = mistake { _ = try TermList.load(path: "\(folder.path)/list.txt", name: "fr/list.txt") }
        #expect(found?.description == "fr/list.txt:2: is not UTF-8")
    }
}
