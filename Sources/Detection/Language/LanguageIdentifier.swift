import Messages

/// Tells the language of a text by its function words and letter sequences; `und` when unsure.
public struct LanguageIdentifier: Sendable {
    /// How much of a message is looked at, in bytes.
    private static let sample = 2_000
    /// Function words (or script characters) seen before a verdict is given.
    private static let enough = 3

    private let profiles: LanguageProfiles

    /// An identifier that knows the languages of `profiles`.
    public init(_ profiles: LanguageProfiles) { self.profiles = profiles }

    /// A language tag, or `und`.
    public func language(of segments: [Segment]) -> String {
        guard !profiles.languages.isEmpty else { return "und" }
        var scores = [Int](repeating: 0, count: profiles.languages.count)
        var words = 0
        var left = Self.sample
        for segment in segments where left > 0 {
            let piece = segment.text.slice(0..<min(left, segment.text.count))
            left -= piece.count
            words += score(piece, into: &scores)
        }
        return verdict(scores, words: words)
    }

    /// Adds a text's evidence; returns the number of words seen.
    private func score(_ text: Bytes, into scores: inout [Int]) -> Int {
        var word: [UInt8] = []
        var count = 0
        func close() {
            guard !word.isEmpty else { return }
            count += 1
            add(word, into: &scores)
            word.removeAll(keepingCapacity: true)
        }
        for byte in text {
            if ASCII.isLetter(byte) || byte >= 0x80 || (byte == 0x27 && !word.isEmpty) {
                word.append(byte < 0x80 && byte != 0x27 ? byte | 0x20 : byte)
            } else {
                close()
            }
        }
        close()
        return count
    }

    private func add(_ bytes: [UInt8], into scores: inout [Int]) {
        let isASCII = bytes.allSatisfy { $0 < 0x80 }
        var text = String(decoding: bytes, as: UTF8.self)
        if !isASCII {
            addScripts(text, into: &scores)
            text = text.lowercased()
        }
        if let languages = profiles.words[text] { add(4, languages, &scores) }
        guard bytes.count >= 3, bytes.count < 24 else { return }
        let letters = Array(text)
        for start in 0..<max(0, letters.count - 2) {
            if let languages = profiles.sequences[String(letters[start..<start + 3])] { add(1, languages, &scores) }
        }
    }

    private func addScripts(_ text: String, into scores: inout [Int]) {
        for scalar in text.unicodeScalars where scalar.value >= 0x370 {
            for (range, language) in profiles.scripts where range.contains(scalar.value) { scores[language] += 3 }
        }
    }

    private func add(_ points: Int, _ languages: UInt64, _ scores: inout [Int]) {
        var bits = languages
        while bits != 0 {
            scores[bits.trailingZeroBitCount] += points
            bits &= bits - 1
        }
    }

    private func verdict(_ scores: [Int], words: Int) -> String {
        let order = scores.indices.sorted { scores[$0] > scores[$1] }
        guard let best = order.first, scores[best] >= 4 * Self.enough else { return "und" }
        let second = order.count > 1 ? scores[order[1]] : 0
        return scores[best] * 4 >= second * 5 ? profiles.languages[best] : "und"
    }
}
