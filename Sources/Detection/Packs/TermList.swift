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
        for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            let content = line.prefix { $0 != UInt8(ascii: "#") }
            let isBlank = content.allSatisfy { $0 == 0x20 || ($0 >= 0x09 && $0 <= 0x0D) }
            guard !isBlank else { continue }
            let term = Term(String(Substring(content)))
            guard !term.text.isEmpty else {
                throw SettingsError(file: file, line: number, message: "exclusions without a term before the '!'")
            }
            terms.append(term)
        }
        return terms
    }
}
