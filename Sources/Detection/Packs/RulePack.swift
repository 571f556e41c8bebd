import Foundation
import Matching
import Messages

/// The rules, cues and weights of one language (`patterns/LANG`), with those of `patterns/any` among them.
public struct RulePack: Sendable {
    /// A language tag, as the folder is named.
    public var language: String
    /// The rules in the order of their files, those of `patterns/any` first.
    public var rules: [Rule]
    /// The words around a hit that count.
    public var cues: Cues
    /// Fitted weights, or nil where none are in the folder.
    public var weights: Weights?
    /// The sentence model, or nil where none is in the folder.
    public var sentences: SentenceModel?
    /// Words that are used alike; none where the folder has no such list.
    public var wordClasses = WordClasses.none
    /// How often words stand in ordinary mail.
    public var frequencies = WordFrequencies.none
}

/// A folder of rule packs (`patterns/`).
public struct PatternFolder: Sendable {
    /// Where it stands.
    public var path: String
    /// From `pack.yaml`.
    public var name: String
    /// From `pack.yaml`; changes whenever somebody publishes the pack anew.
    public var version: String
    /// One pack for each language folder, by name.
    public var packs: [RulePack]
    /// What tells languages apart.
    public var languages: LanguageProfiles
    /// Words of all languages by which quoted replies and closings are recognised.
    public var quoteMarkers: QuoteMarkers
    /// Form-field and header names that may be shown unmasked, lower-case.
    public var publicNames: Set<String>

    /// Reads a folder.
    ///
    /// - Throws: ``SettingsError`` for the first mistake.
    public static func load(path: String, weights useWeights: Bool = true) throws -> PatternFolder {
        let root = try SettingsNode.load(path: "\(path)/pack.yaml", name: "pack.yaml")
        let keys = try root.mapping(keys: ["name", "version"])
        let general = try rules(in: path, label: "any")
        let languages = try subfolders(of: path).filter { $0 != "any" }
        guard !languages.isEmpty else {
            throw SettingsError(file: path, message: "holds no language, as in 'en'; nothing would be found")
        }
        let frequencies = try FrequentWords.load(path: "\(path)/any/frequent-words.txt", name: "any/frequent-words.txt")
        let packs = try languages.map { language in
            let folder = "\(path)/\(language)"
            let weightsPath = "\(folder)/weights.yaml"
            let modelPath = "\(folder)/sentences.tsv"
            let hasModel = useWeights && FileManager.default.fileExists(atPath: modelPath)
            let classesPath = "\(folder)/word-classes.tsv"
            let classes =
                FileManager.default.fileExists(atPath: classesPath)
                ? try WordClasses.load(path: classesPath, name: "\(language)/word-classes.tsv") : WordClasses.none
            let hasWeights = useWeights && FileManager.default.fileExists(atPath: weightsPath)
            let pack = RulePack(
                language: language,
                rules: general + (try rules(in: path, label: language)),
                cues: try Cues.load(path: "\(folder)/cues.yaml", name: "\(language)/cues.yaml"),
                weights: hasWeights ? try Weights.load(path: weightsPath, name: "\(language)/weights.yaml") : nil,
                sentences: hasModel
                    ? try SentenceModel.load(path: modelPath, name: "\(language)/sentences.tsv", classes: classes)
                    : nil,
                wordClasses: classes,
                frequencies: frequencies)
            try checkNames(pack)
            return pack
        }
        return PatternFolder(
            path: path,
            name: try keys["name"]?.string() ?? "",
            version: try keys["version"]?.string() ?? "",
            packs: packs,
            languages: try LanguageProfiles.load(folder: "\(path)/any"),
            quoteMarkers: try languages.reduce(.none) {
                $0.merged(with: try MailWords.load(folder: "\(path)/\($1)", label: $1))
            },
            publicNames: try publicNames(path: "\(path)/any/names.txt"))
    }

    private static func subfolders(of path: String) throws -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.sorted().filter { name in
            var isFolder: ObjCBool = false
            return !name.hasPrefix(".")
                && FileManager.default.fileExists(atPath: "\(path)/\(name)", isDirectory: &isFolder)
                && isFolder.boolValue
        }
    }

    private static func rules(in path: String, label: String) throws -> [Rule] {
        let reader = RuleFile(folder: "\(path)/\(label)", label: label)
        let files = Category.allCases.map { "\($0.rawValue).yaml" }.filter {
            FileManager.default.fileExists(atPath: "\(path)/\(label)/\($0)")
        }
        var rules = try concurrentMap(files, throwing: reader.categoryRules).flatMap { $0 }
        if FileManager.default.fileExists(atPath: "\(path)/\(label)/flags.yaml") {
            rules += try reader.flagRules(file: "flags.yaml")
        }
        return rules
    }

    private static func checkNames(_ pack: RulePack) throws {
        var seen: [String: Rule] = [:]
        let families = Set(pack.cues.families.map(\.name))
        for rule in pack.rules {
            if let first = seen.updateValue(rule, forKey: rule.id) {
                throw SettingsError(
                    file: rule.file, line: rule.line,
                    message: "rule id '\(rule.id)' stands already at \(first.file):\(first.line)")
            }
            for name in rule.context + rule.needs where !families.contains(name) {
                throw SettingsError(
                    file: rule.file, line: rule.line,
                    message: "rule \(rule.id): '\(name)' is no cue family"
                        + SettingsNode.hint(for: name, among: families.sorted()))
            }
        }
    }

    private static func publicNames(path: String) throws -> Set<String> {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        return Set(try TermList.load(path: path, name: "any/names.txt").map { $0.text.lowercased() })
    }
}
