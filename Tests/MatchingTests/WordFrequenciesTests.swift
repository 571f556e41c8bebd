import Testing

@testable import Matching

@Suite("How often words stand")
struct WordFrequenciesTests {
    private let frequencies = WordFrequencies([
        "the": 30_000, "list": 2_000, "lists": 500, "listen": 40, "a": 9_000,
    ])

    @Test(
        "A listed word has its number, others none",
        arguments: [("the", 30_000), ("list", 2_000), ("listen", 40), ("lis", nil), ("zebra", nil), ("", nil)]
            as [(String, Int?)])
    func words(_ word: String, _ count: Int?) {
        #expect(frequencies.count(of: Array(word.utf8)[...]) == count)
    }

    @Test(
        "The beginning of words has the numbers of all of them",
        arguments: [("list", 2_540), ("liste", 40), ("t", 30_000), ("x", 0), ("", 41_540)])
    func prefixes(_ prefix: String, _ count: Int) {
        #expect(frequencies.count(ofPrefix: Array(prefix.utf8)[...]) == count)
    }

    @Test("A regex hangs on the word that stands least often, wherever it is in the regex")
    func rarest() {
        #expect(derivedAnchors(of: "\\b(?:list|the) \\w+ zebras\\b", frequencies: frequencies) == ["zebras"])
        let common = WordFrequencies(["alpha": 10, "omega": 50_000])
        #expect(derivedAnchors(of: "\\balpha \\w+ omega\\b", frequencies: common) == ["alpha"])
        let turned = WordFrequencies(["alpha": 50_000, "omega": 10])
        #expect(derivedAnchors(of: "\\balpha \\w+ omega\\b", frequencies: turned) == ["omega"])
    }
}
