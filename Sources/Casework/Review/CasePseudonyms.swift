/// Names for the people of a case as long as who they are does not matter: `person-1`, `person-2`… in the order of sender,
/// author and recipients, so that they are the same in every look at the case and say nothing in another.
struct CasePseudonyms {
    /// Longer words first, so that a whole address goes before its parts.
    private let words: [(word: String, name: String)]
    private let names: [String: String]

    init(of envelope: CaseEnvelope) {
        var names: [String: String] = [:]
        var words: [(word: String, name: String)] = []
        for address in [envelope.sender, envelope.author].compactMap({ $0 }) + envelope.recipients
        where !address.isEmpty {
            let key = IntakeDigests.normal(address)
            guard names[key] == nil else { continue }
            let name = "person-\(names.count + 1)"
            names[key] = name
            words += Self.words(of: key).map { ($0, name) }
        }
        self.names = names
        self.words = words.sorted { ($1.word.count, $0.word) < ($0.word.count, $1.word) }
    }

    /// The address, its local part, and the parts of that: people sign with them.
    private static func words(of address: String) -> [String] {
        let local = address.prefix { $0 != "@" }
        let parts = local.split { !$0.isLetter }.map(String.init).filter { $0.count >= 3 }
        return [address] + (parts.count > 1 ? [String(local)] : []) + parts
    }

    /// The envelope with a name for every address.
    func envelope(_ envelope: CaseEnvelope) -> CaseEnvelope {
        var hidden = envelope
        hidden.sender = envelope.sender.map(name)
        hidden.author = envelope.author.map(name)
        hidden.recipients = envelope.recipients.map(name)
        return hidden
    }

    private func name(_ address: String) -> String { names[IntakeDigests.normal(address)] ?? "person" }

    /// The text with a name for every address of the case and for the words of which it is made, and `[address]` for others.
    func text(_ text: String) -> String {
        var result = ""
        var rest = text[...]
        while let first = rest.first {
            let end = rest.firstIndex { !Self.isPart($0) } ?? rest.endIndex
            if end > rest.startIndex {
                result += hidden(rest[..<end])
                rest = rest[end...]
            } else {
                result.append(first)
                rest = rest.dropFirst()
            }
        }
        return result
    }

    /// Characters of addresses and of words.
    private static func isPart(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || "@._-+".contains(character)
    }

    /// A word or an address; a full stop after it stays.
    private func hidden(_ run: Substring) -> String {
        let tail = run.reversed().prefix { "._-".contains($0) }.count
        let core = run.dropLast(tail)
        let lower = core.lowercased()
        if let name = words.first(where: { $0.word == lower })?.name { return name + run.suffix(tail) }
        return core.contains("@") && core.count > 1 ? "[address]" + run.suffix(tail) : String(run)
    }
}
