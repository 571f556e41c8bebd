import Testing

@testable import Casework

@Suite("Case numbers")
struct CaseNumberTests {
    @Test(
        "are read as people type them",
        arguments: [
            ("7k3m9qx", "7k3m9qx"), ("7K3M9QX", "7k3m9qx"), ("OOOOOOO", "0000000"), ("IlIlIlI", "1111111"),
            ("0123456", "0123456"),
        ])
    func reads(typed: String, number: String) {
        #expect(CaseNumber(typed)?.description == number)
    }

    @Test(
        "are nothing else",
        arguments: ["", "7k3m9q", "7k3m9qxx", "7k3m9qu", "7k3m-9q", "7k3m9q ", "7k3m9qé", "../../a", "７k3m9qx"])
    func refuses(text: String) {
        #expect(CaseNumber(text) == nil)
    }

    @Test("drawn by chance can be typed back and differ")
    func random() {
        let numbers = (0..<2000).map { _ in CaseNumber.random() }
        #expect(numbers.allSatisfy { CaseNumber($0.description) == $0 })
        // 2000 of 2^35: two are equal once in 17,000 runs.
        #expect(Set(numbers).count >= numbers.count - 1)
        #expect(Set(numbers.flatMap { Array($0.description) }).count == 32)
    }
}
