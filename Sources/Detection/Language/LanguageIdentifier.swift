import Messages

/// Tells the language of a text by its function words, letter sequences and scripts; `und` when unsure.
public struct LanguageIdentifier: Sendable {
    /// How much of a message is looked at, in bytes.
    private static let sample = 1_200
    /// How much of it is looked at before the next question whether that is enough.
    private static let piece = 300
    /// Points below which a text is too short to tell: three function words.
    private static let enough = 12
    /// Points of a function word, beside one for each typical sequence of letters.
    private static let wordPoints = 4
    /// Points of a character of a script that decides.
    private static let scriptPoints = 3

    private let profiles: LanguageProfiles
    private let table: LanguageTable
    private let letters = LetterTable()

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
            var start = 0
            while start < segment.text.count, left > 0 {
                let end = pieceEnd(segment.text, from: start, most: min(left, Self.piece))
                segment.text.slice(start..<end).withBytes { score($0, into: &scores) }
                left -= end - start
                start = end
                if isClear(scores) { left = 0 }
            }
        }
        giveHanToKana(&scores)
        return verdict(scores)
    }

    /// Where a piece ends that begins at `start`: behind a blank near `most` bytes, so that no word is cut.
    private func pieceEnd(_ text: Bytes, from start: Int, most: Int) -> Int {
        let end = start + most
        guard end < text.count else { return text.count }
        var place = end
        while place > start + most / 2 {
            if ASCII.isSpace(text[place - 1]) { return place }
            place -= 1
        }
        return end
    }

    /// Adds the evidence of words, letter sequences and scripts.
    private func score(_ text: Span<UInt8>, into scores: inout [Int]) {
        var hash = LanguageTable.seed
        var length = 0
        var (older, old): (UInt32, UInt32) = (0, 0)
        var position = 0
        while position < text.count {
            var scalar = UInt32(text[position])
            position &+= 1
            if scalar >= 0x80 { scalar = rest(of: scalar, text, &position) }
            if scalar == 0x2019 { scalar = 0x27 }
            guard let letter = letters[scalar] ?? (scalar == 0x27 && length > 0 ? scalar : nil) else {
                if length > 0 { add(Self.wordPoints, table.languages(word: hash), &scores) }
                hash = LanguageTable.seed
                length = 0
                continue
            }
            hash = LanguageTable.hash(hash, letter)
            length &+= 1
            if length >= 3, letter != 0x27, older != 0x27, old != 0x27 {
                add(1, table.languages(sequence: older, old, letter), &scores)
            }
            if scalar >= 0x370, let language = table.language(script: scalar) { scores[language] += Self.scriptPoints }
            (older, old) = (old, letter)
        }
        if length > 0 { add(Self.wordPoints, table.languages(word: hash), &scores) }
    }

    /// The scalar that begins with the byte `first` and goes on at `position` of what should be UTF-8; otherwise U+FFFD.
    private func rest(of first: UInt32, _ text: Span<UInt8>, _ position: inout Int) -> UInt32 {
        let count = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0
        guard count > 0, position + count <= text.count else { return 0xFFFD }
        var scalar = first & (0x3F >> UInt32(count))
        for _ in 0..<count {
            scalar = scalar << 6 | UInt32(text[position] & 0x3F)
            position += 1
        }
        return scalar
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

    /// Whether more text will hardly change the verdict: three times as many points as are enough, and twice as many as the
    /// next.
    private func isClear(_ scores: [Int]) -> Bool {
        var best = 0
        var second = 0
        for score in scores {
            if score > best { (best, second) = (score, best) } else { second = max(second, score) }
        }
        return best >= Self.enough * 3 && best >= second * 2
    }

    /// The language with the most points, where it has enough of them and a fourth more than the next.
    private func verdict(_ scores: [Int]) -> String {
        let order = scores.indices.sorted { scores[$0] > scores[$1] }
        guard let best = order.first, scores[best] >= Self.enough else { return "und" }
        let second = order.count > 1 ? scores[order[1]] : 0
        return scores[best] * 4 >= second * 5 ? profiles.languages[best] : "und"
    }
}
