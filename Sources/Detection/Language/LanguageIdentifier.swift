import Messages

/// Tells the language of a text by its function words, letter sequences and scripts; `und` when unsure.
public struct LanguageIdentifier: Sendable {
    /// How much of a message is looked at, in bytes.
    private static let sample = 1_200
    /// Points below which a text is too short to tell: three function words.
    private static let enough = 12
    /// Points of a function word, beside one for each typical sequence of letters.
    private static let wordPoints = 4
    /// Points of a character of a script that decides.
    private static let scriptPoints = 3

    private let profiles: LanguageProfiles
    private let table: LanguageTable

    /// An identifier that knows the languages of `profiles`.
    public init(_ profiles: LanguageProfiles) {
        self.profiles = profiles
        table = LanguageTable(profiles)
    }

    /// A language tag, or `und`.
    public func language(of segments: [Segment]) -> String {
        guard !profiles.languages.isEmpty else { return "und" }
        var scores = [Int](repeating: 0, count: profiles.languages.count)
        var left = Self.sample
        for segment in segments where left > 0 {
            let piece = segment.text.slice(0..<min(left, segment.text.count))
            left -= piece.count
            let isASCII = piece.withBytes { scoreASCII($0, into: &scores) }
            if !isASCII { scoreOthers(piece, into: &scores) }
        }
        giveHanToKana(&scores)
        return verdict(scores)
    }

    /// Adds the evidence of all words in ASCII; returns whether there were no others.
    private func scoreASCII(_ text: Span<UInt8>, into scores: inout [Int]) -> Bool {
        var hash = LanguageTable.seed
        var length = 0
        var isASCII = true
        var (older, old): (UInt8, UInt8) = (0, 0)
        for index in text.indices {
            let byte = text[index]
            if ASCII.isLetter(byte) || (byte == 0x27 && length > 0) {
                let letter = byte == 0x27 ? byte : byte | 0x20
                hash = LanguageTable.hash(hash, letter)
                length &+= 1
                if length >= 3, letter != 0x27, older != 0x27, old != 0x27 {
                    add(1, table.languages(sequence: older, old, letter), &scores)
                }
                (older, old) = (old, letter)
            } else {
                // Typographic marks begin with 0xC2 or 0xE2; other bytes beyond ASCII are letters of the word.
                let goesOn = byte >= 0x80 && byte != 0xC2 && byte != 0xE2
                if byte >= 0x80 { isASCII = false }
                if length > 0, !goesOn { add(Self.wordPoints, table.languages(word: hash), &scores) }
                hash = LanguageTable.seed
                length = byte >= 0x80 ? -64 : 0
            }
        }
        if length > 0 { add(Self.wordPoints, table.languages(word: hash), &scores) }
        return isASCII
    }

    /// Adds the evidence of words with letters beyond ASCII, and of scripts.
    private func scoreOthers(_ text: Bytes, into scores: inout [Int]) {
        let words = text.string.lowercased().split { !$0.isLetter && $0 != "'" }
        for word in words where !word.utf8.allSatisfy({ $0 < 0x80 }) {
            if let languages = profiles.words[String(word)] { add(Self.wordPoints, languages, &scores) }
            let letters = Array(word)
            for start in 0..<max(0, letters.count - 2) {
                if let languages = profiles.sequences[String(letters[start..<start + 3])] { add(1, languages, &scores) }
            }
            for scalar in word.unicodeScalars where scalar.value >= 0x370 {
                for (range, language) in profiles.scripts where range.contains(scalar.value) {
                    scores[language] += Self.scriptPoints
                }
            }
        }
    }

    @inline(__always) private func add(_ points: Int, _ languages: UInt64, _ scores: inout [Int]) {
        var bits = languages
        while bits != 0 {
            scores[bits.trailingZeroBitCount] &+= points
            bits &= bits &- 1
        }
    }

    /// Japanese is written in Han too, so where a tenth as much is Kana, Han counts for the language of Kana.
    private func giveHanToKana(_ scores: inout [Int]) {
        guard let han = profiles.han, let kana = profiles.kana, han != kana else { return }
        guard scores[kana] > 0, scores[kana] * 10 >= scores[han] else { return }
        scores[kana] += scores[han]
        scores[han] = 0
    }

    /// The language with the most points, where it has enough of them and a fourth more than the next.
    private func verdict(_ scores: [Int]) -> String {
        let order = scores.indices.sorted { scores[$0] > scores[$1] }
        guard let best = order.first, scores[best] >= Self.enough else { return "und" }
        let second = order.count > 1 ? scores[order[1]] : 0
        return scores[best] * 4 >= second * 5 ? profiles.languages[best] : "und"
    }
}
