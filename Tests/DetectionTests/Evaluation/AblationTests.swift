import Foundation
import Testing

@testable import Detection

@Suite("Ablation")
struct AblationTests {
    @Test("Every evidence family of the shipped pack has its row in corpora/RESULTS.md")
    func table() throws {
        let patterns = try PatternFolder.load(path: repositoryFile("patterns"))
        let families = try Ablation.families(of: patterns, language: "en")
        let results = try String(contentsOfFile: repositoryFile("corpora/RESULTS.md"), encoding: .utf8)
        let rows = results.split(separator: "\n").filter { $0.hasPrefix("| ") }
        #expect(families.count > 10)
        for family in families + ["nothing"] {
            #expect(rows.contains { $0.hasPrefix("| \(family) | ") }, "\(family) is missing from the ablation")
        }
    }

    @Test("A family that is left out takes part neither in the fit nor in the score")
    func leftOut() throws {
        let folder = try PackFolder(["en/cues.yaml": SmallPack.cues])
        let patterns = try PatternFolder.load(path: folder.path)
        let whole = try Detector(patterns: patterns)
        let less = try Detector(patterns: patterns, without: ["person"])
        #expect(whole.languages[0].families.contains { $0.name == "person" })
        #expect(!less.languages[0].families.contains { $0.name == "person" })
        #expect(!less.languages[0].scorer.space.names.contains { $0.hasPrefix("person.") })
    }
}
