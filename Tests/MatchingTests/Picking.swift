import Seeded

extension Collection {
    /// One of the elements; the collection must not be empty.
    func pick(_ generator: inout SeededGenerator) -> Element {
        self[index(startIndex, offsetBy: Int.random(in: 0..<count, using: &generator))]
    }
}
