/// A list of terms as plain text: one a line, `#` comments, `term ! not this ! or this`.
enum TermList {
    /// Reads the file; a mistake names its line.
    static func load(path: String, name: String) throws -> [Term] {
        try parse(SettingsText.load(path: path, name: name), file: name)
    }

    /// Reads lines of terms.
    static func parse(_ text: String, file: String) throws -> [Term] {
        var terms: [Term] = []
        var number = 0
        // A carriage return and a line feed are one character.
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r\n" }) {
            number += 1
            let content = line.prefix { $0 != "#" }
            guard content.contains(where: { !$0.isWhitespace }) else { continue }
            let term = Term(String(content))
            guard !term.text.isEmpty else {
                throw SettingsError(file: file, line: number, message: "exclusions without a term before the '!'")
            }
            terms.append(term)
        }
        return terms
    }
}
