import Matching
import Messages

/// A segment's text as the matcher reads it, with the way back to the text itself.
///
/// Accents, full-width and look-alike letters become plain ones, zero-width characters and soft hyphens go, typographic
/// quotes and dashes become ASCII, and s p a c e d or d.o.t.t.e.d words are joined. Case stays: the matcher ignores it
/// where a rule does. Text that needs none of this, nearly all mail, is not copied.
struct NormalisedText: Sendable {
    /// What the matcher reads.
    let text: Bytes
    /// The bytes of the segment that those of `text` came from; nil where they are the same.
    private let origins: Origins?
    /// The segment's length in bytes.
    private let originalCount: Int

    init(_ original: Bytes) {
        originalCount = original.count
        var shape = original.withSpan { TextShape(of: $0) }
        guard !shape.isEmpty else {
            text = original
            origins = nil
            return
        }
        var text = original
        var origins = Origins()
        if shape.contains(.beyondASCII) {
            var normaliser = Normaliser(original)
            normaliser.run()
            text = Bytes(normaliser.output)
            origins = normaliser.origins
            shape = text.withSpan { TextShape(of: $0) }
        }
        if shape.contains(.spacedLetters) {
            var joiner = SpacedWords(text, origins)
            joiner.run()
            text = Bytes(joiner.output)
            origins = joiner.origins
        }
        self.text = text
        self.origins = origins
    }

    /// The range of the segment's text that `range` of the normalised text came from.
    func original(_ range: Range<Int>) -> Range<Int> {
        guard let origins else { return range }
        let low = original(range.lowerBound, origins)
        return low..<max(low, original(range.upperBound, origins))
    }

    private func original(_ position: Int, _ origins: Origins) -> Int {
        position >= text.count ? originalCount : min(originalCount, origins.input(of: max(0, position)))
    }
}
