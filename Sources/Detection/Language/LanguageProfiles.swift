import Foundation

/// What languages look like: function words, letter sequences and scripts (`patterns/any/languages.yaml`).
public struct LanguageProfiles: Sendable {
    /// For a word the languages it is a function word of, as bits.
    var words: [String: UInt64] = [:]
    /// For a sequence of three letters the languages it is typical of, as bits.
    var sequences: [String: UInt64] = [:]
    /// For the first scalar of a Unicode block or script its language.
    var scripts: [(range: ClosedRange<UInt32>, language: Int)] = []
    /// The languages of Han and of Hiragana or Katakana: text with some of the latter is in that language, Han and all.
    var han: Int?
    var kana: Int?
    /// Language tags by bit.
    var languages: [String] = []

    static func load(folder: String) throws -> LanguageProfiles {
        let path = "\(folder)/languages.yaml"
        guard FileManager.default.fileExists(atPath: path) else { return LanguageProfiles() }
        let root = try SettingsNode.load(path: path, name: "any/languages.yaml")
        let parts = try root.mapping(keys: ["languages", "scripts"])
        var profiles = LanguageProfiles()
        for (name, node) in try parts["languages"]?.mapping() ?? [] {
            let keys = try node.mapping(keys: ["words", "sequences"])
            let bit = profiles.bit(of: name)
            guard bit < 64 else { throw node.error("there are more than 64 languages") }
            for word in try keys["words"]?.strings() ?? [] {
                profiles.words[word.lowercased(), default: 0] |= 1 << UInt64(bit)
            }
            for sequence in try keys["sequences"]?.strings() ?? [] {
                profiles.sequences[sequence.lowercased(), default: 0] |= 1 << UInt64(bit)
            }
        }
        if let scripts = parts["scripts"] { try profiles.readScripts(scripts) }
        return profiles
    }

    private mutating func bit(of language: String) -> Int {
        if let index = languages.firstIndex(of: language) { return index }
        languages.append(language)
        return languages.count - 1
    }

    private mutating func readScripts(_ node: SettingsNode) throws {
        for (language, value) in try node.mapping() {
            for script in try value.list() {
                let name = try script.string()
                guard let ranges = Self.blocks[name.lowercased()] else {
                    throw script.error(
                        "'\(name)' is not a known script"
                            + SettingsNode.hint(for: name, among: Self.blocks.keys.sorted()))
                }
                let index = bit(of: language)
                scripts += ranges.map { ($0, index) }
                switch name.lowercased() {
                case "han": han = index
                case "hiragana", "katakana": kana = index
                default: break
                }
            }
        }
    }

    /// Main blocks of the scripts that decide a language (Unicode Blocks.txt).
    private static let blocks: [String: [ClosedRange<UInt32>]] = [
        "hiragana": [0x3040...0x309F], "katakana": [0x30A0...0x30FF], "hangul": [0xAC00...0xD7AF, 0x1100...0x11FF],
        "han": [0x4E00...0x9FFF], "thai": [0x0E00...0x0E7F], "hebrew": [0x0590...0x05FF], "arabic": [0x0600...0x06FF],
        "devanagari": [0x0900...0x097F], "greek": [0x0370...0x03FF], "cyrillic": [0x0400...0x04FF],
        "bengali": [0x0980...0x09FF], "tamil": [0x0B80...0x0BFF], "armenian": [0x0530...0x058F],
        "georgian": [0x10A0...0x10FF],
        "gurmukhi": [0x0A00...0x0A7F], "gujarati": [0x0A80...0x0AFF], "telugu": [0x0C00...0x0C7F],
        "khmer": [0x1780...0x17FF],
        "lao": [0x0E80...0x0EFF], "myanmar": [0x1000...0x109F], "ethiopic": [0x1200...0x137F],
        "sinhala": [0x0D80...0x0DFF],
    ]
}
