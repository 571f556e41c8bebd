import Matching
import Messages

/// All cues of a language and the `unless` phrases of its rules, compiled for one pass over a sentence.
struct CueIndex: Sendable {
    /// A group of cues by its number.
    struct Group: Sendable {
        let family: Int
        let name: String
        let weight: Double
        let about: DataSubject?
        let message: Bool
    }

    let families: [Cues.Family]
    let groups: [Group]
    private let matcher: Matcher
    /// The families that have groups counted in the whole message, and nothing else.
    private let messageMatcher: Matcher
    /// For a rule's position the number under which its `unless` phrases are found.
    let unless: [Int: Int32]
    /// Groups that say whom a sentence is about.
    let people: Set<Int32>
    /// The groups by family and name, for the readers of polarity.
    private let numbers: [String: Int32]

    init(cues: Cues, rules: [Rule], frequencies: WordFrequencies = .none) throws {
        var builder = MatcherBuilder(frequencies: frequencies)
        var messageBuilder = MatcherBuilder(frequencies: frequencies)
        var groups: [Group] = []
        for (index, family) in cues.families.enumerated() {
            let isCounted = family.groups.contains(where: \.message)
            for group in family.groups {
                for cue in group.cues where family.name != "answers" {
                    do {
                        let (term, number) = (Term(cue), Int32(groups.count))
                        try builder.add(term, pattern: number, caseSensitive: group.caseSensitive)
                        if isCounted {
                            try messageBuilder.add(term, pattern: number, caseSensitive: group.caseSensitive)
                        }
                    } catch let error as PatternError {
                        throw SettingsError(
                            file: group.file, line: group.line,
                            message: "families.\(family.name).groups.\(group.name): \(error)")
                    }
                }
                groups.append(
                    Group(
                        family: index, name: group.name, weight: group.weight, about: group.about,
                        message: group.message))
            }
        }
        var unless: [Int: Int32] = [:]
        var number = Int32(groups.count)
        for (index, rule) in rules.enumerated() where !rule.unless.isEmpty {
            for phrase in rule.unless {
                do {
                    try builder.add(Term(phrase), pattern: number)
                } catch let error as PatternError {
                    throw SettingsError(file: rule.file, line: rule.line, message: "rule \(rule.id): unless: \(error)")
                }
            }
            unless[index] = number
            number += 1
        }
        self.families = cues.families
        self.groups = groups
        self.unless = unless
        matcher = try builder.build()
        messageMatcher = try messageBuilder.build()
        people = Set(groups.indices.filter { groups[$0].about != nil }.map(Int32.init))
        var numbers: [String: Int32] = [:]
        for (index, group) in groups.enumerated() {
            numbers["\(cues.families[group.family].name).\(group.name)"] = Int32(index)
        }
        self.numbers = numbers
    }

    /// The number of a group, or nil where cues.yaml has none of this name.
    func number(_ name: String) -> Int32? { numbers[name] }

    /// The family a group belongs to, or nil for `unless` phrases.
    func family(of pattern: Int32) -> Int? {
        Int(pattern) < groups.count ? groups[Int(pattern)].family : nil
    }

    /// The cues in a range of a text.
    func find(in text: Bytes, range: Range<Int>, scratch: DetectorScratch) -> [Match] {
        find(in: text, range, matcher, scratch)
    }

    /// The cues of groups that are counted in the whole message, and others of their families.
    func findCounted(in text: Bytes, range: Range<Int>, scratch: DetectorScratch) -> [Match] {
        find(in: text, range, messageMatcher, scratch)
    }

    private func find(in text: Bytes, _ range: Range<Int>, _ matcher: Matcher, _ scratch: DetectorScratch) -> [Match] {
        var found: [Match] = []
        text.withSpan { matcher.find(in: $0, range: range, scratch: scratch.cues, into: &found) }
        keepLongest(&found)
        return found
    }

    /// Drops matches that lie inside a longer one of their family ("my" inside "my wife"). Families do not hide each other's cues: "I'm" is a
    /// person inside "I'm on" too.
    private func keepLongest(_ matches: inout [Match]) {
        guard matches.count > 1 else { return }
        var lasts = [Match?](repeating: nil, count: families.count)
        var kept = 0
        for index in matches.indices {
            let match = matches[index]
            if let family = family(of: match.pattern) {
                if let last = lasts[family], match.end <= last.end, match.start > last.start || match.end < last.end {
                    continue
                }
                lasts[family] = match
            }
            matches[kept] = match
            kept += 1
        }
        matches.removeLast(matches.count - kept)
    }
}
