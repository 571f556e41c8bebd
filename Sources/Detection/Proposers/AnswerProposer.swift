import Matching
import Messages

/// Answers to telling questions: form fields by their names, and "Heading: answer" lines in mail.
final class AnswerProposer: Proposer {
    let name = "answers"
    let version = 1
    /// Answers longer than this are running text and left to the anchors.
    private static let longest = 200

    private let rules: [Rule]
    private let names: Matcher
    private let ruleOfPattern: [Int32]
    private let nothing: Set<String>
    private let deny: Set<String>
    private let isEmpty: Bool

    init(rules: [Rule], cues: Cues, frequencies: WordFrequencies = .none) throws {
        self.rules = rules
        var builder = MatcherBuilder(frequencies: frequencies)
        var owners: [Int32] = []
        for (index, rule) in rules.enumerated() {
            for field in rule.fields {
                do {
                    try builder.add(Term(field), pattern: Int32(owners.count))
                } catch let error as PatternError {
                    throw SettingsError(file: rule.file, line: rule.line, message: "rule \(rule.id): fields: \(error)")
                }
                owners.append(Int32(index))
            }
        }
        isEmpty = owners.isEmpty
        names = try builder.build()
        ruleOfPattern = owners
        nothing = Set(cues.group("answers", "nothing")?.cues.map { Self.plain(PlainText.of($0)) } ?? [])
        deny = Set(cues.group("answers", "deny")?.cues.map { Self.plain(PlainText.of($0)) } ?? [])
    }

    func propose(in message: MessageText, scratch: DetectorScratch) -> [Candidate] {
        guard !isEmpty else { return [] }
        var candidates: [Candidate] = []
        for (index, segment) in message.segments.enumerated() {
            guard candidates.count < scratch.limits.proposals else {
                scratch.isComplete = false
                break
            }
            if case .field(let name) = segment.segment.place {
                let text = segment.normalised.text
                add(asked(name, scratch), answer: 0..<text.count, of: text, segment: index, into: &candidates)
            } else if segment.segment.place == .body {
                labelledLines(segment.normalised.text, segment: index, scratch, into: &candidates)
            }
        }
        return candidates
    }

    /// The rules that ask for a field of this name.
    private func asked(_ name: String, _ scratch: DetectorScratch) -> [Int] {
        scratch.matches.removeAll(keepingCapacity: true)
        NormalisedText(Bytes(Self.words(of: name))).text.withSpan {
            names.find(in: $0, scratch: scratch.names, into: &scratch.matches)
        }
        var seen: [Int] = []
        for match in scratch.matches {
            let rule = Int(ruleOfPattern[Int(match.pattern)])
            if !seen.contains(rule) { seen.append(rule) }
        }
        return seen
    }

    /// `Heading: answer` lines, the heading at most 60 bytes and at the beginning of its line.
    private func labelledLines(
        _ text: Bytes, segment: Int, _ scratch: DetectorScratch, into candidates: inout [Candidate]
    ) {
        scratch.matches.removeAll(keepingCapacity: true)
        text.withSpan { names.find(in: $0, scratch: scratch.names, into: &scratch.matches) }
        let matches = scratch.matches
        for match in matches {
            var colon = Int(match.end)
            while colon < text.count, colon - Int(match.end) < 40, text[colon] != 0x3A, text[colon] != 0x0A {
                colon += 1
            }
            guard colon < text.count, text[colon] == 0x3A else { continue }
            var lineStart = Int(match.start)
            while lineStart > 0, text[lineStart - 1] != 0x0A, Int(match.start) - lineStart < 60 { lineStart -= 1 }
            guard lineStart == 0 || text[lineStart - 1] == 0x0A else { continue }
            var end = colon + 1
            while end < text.count, text[end] != 0x0A, end - colon <= Self.longest { end += 1 }
            guard end == text.count || text[end] == 0x0A else { continue }
            add(
                [Int(ruleOfPattern[Int(match.pattern)])], answer: colon + 1..<end, of: text, segment: segment,
                into: &candidates)
        }
    }

    private func add(
        _ asked: [Int], answer: Range<Int>, of text: Bytes, segment: Int, into candidates: inout [Candidate]
    ) {
        guard !asked.isEmpty else { return }
        var start = answer.lowerBound
        var end = answer.upperBound
        while start < end, ASCII.isSpace(text[start]) { start += 1 }
        while end > start, ASCII.isSpace(text[end - 1]) { end -= 1 }
        guard end > start, end - start <= Self.longest else { return }
        let plain = Self.plain(text.slice(start..<end).string)
        guard !plain.isEmpty, !nothing.contains(plain) else { return }
        let denies = deny.contains(plain)
        for index in asked {
            let rule = rules[index]
            candidates.append(
                Candidate(
                    target: rule.target, source: rule.id, rule: index, segment: segment, range: start..<end,
                    prior: rule.prior,
                    explicit: rule.explicit, polarity: denies ? .negated : rule.polarity, about: rule.about,
                    isAnswer: true))
        }
    }

    /// The words of a field's name: `medical_conditions`, `medicalConditions` and `health[conditions]` are read as people
    /// would say them.
    static func words(of name: String) -> String {
        var words = ""
        var previousIsLower = false
        for character in name {
            if previousIsLower && character.isUppercase { words.append(" ") }
            previousIsLower = character.isLowercase
            words.append("_.[]/".contains(character) ? " " : character)
        }
        return words
    }

    /// An answer without case and without the stops around it.
    private static func plain(_ text: String) -> String {
        String(
            text.lowercased().trimmingPrefix { $0.isWhitespace || $0 == "." }.reversed().trimmingPrefix {
                $0.isWhitespace || $0 == "." || $0 == "!"
            }.reversed())
    }
}
