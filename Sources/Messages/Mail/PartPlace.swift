/// Where a part stands in the MIME tree.
struct PartPlace {
    /// As in `1.2`; empty for the message itself.
    var number: String
    /// Multiparts and messages around it.
    var depth: Int
    /// The attached message that it is inside of, by its attachment number.
    var attachment: Int?
    /// Whether it is inside a multipart/encrypted.
    var isEncrypted = false

    /// The number of the message's or part's own content when that is no multipart.
    var leafNumber: String { number.isEmpty ? "1" : number }

    /// The place of the child with this index from 1.
    func child(_ index: Int) -> PartPlace {
        var place = self
        place.depth += 1
        place.number = number.isEmpty ? String(index) : number + "." + String(index)
        return place
    }
}
