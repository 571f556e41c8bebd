import Messages

/// Words of rules and cues as normalised text has them, so that accents and typographic marks in a pack do not matter.
enum PlainText {
    /// A word or phrase, normalised as texts are.
    static func of(_ text: String) -> String { NormalisedText(Bytes(text)).text.string }

    /// A regular expression with its letters and quotation marks normalised one by one; what else stands in it may mean
    /// something there.
    static func ofPattern(_ pattern: String) -> String {
        guard !pattern.utf8.allSatisfy({ $0 < 0x80 }) else { return pattern }
        var plain = String.UnicodeScalarView()
        for scalar in pattern.unicodeScalars {
            let isQuote = (0x2018...0x201F).contains(scalar.value)
            guard scalar.value >= 0x80, scalar.properties.isAlphabetic || isQuote else {
                plain.append(scalar)
                continue
            }
            let outcome = Folding.shared.fold(scalar.value)
            guard outcome.kind == .ascii else {
                plain.append(scalar)
                continue
            }
            plain.append(contentsOf: (0..<outcome.count).map { Unicode.Scalar(outcome[$0]) })
        }
        return String(plain)
    }
}
