import Messages

/// A segment's text as the matcher reads it, with the way back to the text itself.
///
/// Accents, full-width and look-alike letters become plain ones, zero-width characters and soft hyphens go, typographic
/// quotes and dashes become ASCII, and s p a c e d or d.o.t.t.e.d words are joined. Case stays: the matcher ignores it
/// where a rule does. Text that needs none of this, nearly all mail, is not copied.
struct NormalisedText: Sendable {
    /// What the matcher reads.
    let text: Bytes
    /// For each byte of `text` the byte of the segment it came from, and one more for the end; nil where they are the same.
    private let origins: [Int32]?

    init(_ original: Bytes) {
        guard TextShape.needsNormalising(original) else {
            text = original
            origins = nil
            return
        }
        var normaliser = Normaliser(original)
        normaliser.run()
        text = Bytes(normaliser.output)
        origins = normaliser.origins
    }

    /// The range of the segment's text that `range` of the normalised text came from.
    func original(_ range: Range<Int>) -> Range<Int> {
        guard let origins else { return range }
        let last = origins.count - 1
        let low = Int(origins[min(max(range.lowerBound, 0), last)])
        let high = Int(origins[min(max(range.upperBound, 0), last)])
        return low..<max(low, high)
    }
}
