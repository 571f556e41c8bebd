import Foundation

/// Reads `CATEGORY.yaml` and `flags.yaml` into rules.
struct RuleFile {
    private static let ruleKeys = [
        "id", "title", "terms", "pattern", "anchors", "fields", "prior", "context", "polarity", "about", "explicit",
        "case", "needs", "unless", "category", "examples", "counterexamples",
    ]

    /// The folder in which term lists are looked for.
    let folder: String
    /// The name of the folder in mistakes, as in `en`.
    let label: String

    /// The rules of a category's file.
    func categoryRules(file: String) throws -> [Rule] {
        let root = try SettingsNode.load(path: "\(folder)/\(file)", name: "\(label)/\(file)")
        let keys = try root.mapping(keys: ["category", "rules"])
        guard let category = try keys["category"]?.one(of: Category.self) else {
            throw root.error("'category:' is missing")
        }
        guard let rules = keys["rules"] else { throw root.error("'rules:' is missing") }
        return try rules.list().map { try rule($0, target: .category(category)) }
    }

    /// The rules of `flags.yaml`.
    func flagRules(file: String) throws -> [Rule] {
        let root = try SettingsNode.load(path: "\(folder)/\(file)", name: "\(label)/\(file)")
        let keys = try root.mapping(keys: ["flags"])
        guard let flags = keys["flags"] else { throw root.error("'flags:' is missing") }
        return try flags.mapping().flatMap { name, node in
            guard let flag = Flag(rawValue: name) else {
                let names = Flag.allCases.map(\.rawValue)
                throw node.error("'\(name)' is not a flag" + SettingsNode.hint(for: name, among: names))
            }
            guard let rules = try node.mapping(keys: ["rules"])["rules"] else {
                throw node.error("'rules:' is missing")
            }
            return try rules.list().map { try rule($0, target: .flag(flag)) }
        }
    }

    private func rule(_ node: SettingsNode, target: Rule.Target) throws -> Rule {
        let keys = try node.mapping(keys: Self.ruleKeys)
        guard let id = try keys["id"]?.string(), !id.isEmpty else { throw node.error("the rule has no 'id:'") }
        var target = target
        if let other = try keys["category"]?.one(of: Category.self) { target = .category(other) }
        let rule = Rule(
            id: id,
            title: try keys["title"]?.string() ?? id,
            target: target,
            terms: try keys["terms"].map(terms) ?? [],
            patterns: try keys["pattern"]?.strings() ?? [],
            anchors: try keys["anchors"]?.strings() ?? [],
            fields: try keys["fields"]?.strings() ?? [],
            prior: try keys["prior"]?.double() ?? 0,
            context: try keys["context"]?.strings() ?? [],
            polarity: try keys["polarity"]?.one(of: Polarity.self),
            about: try keys["about"]?.one(of: DataSubject.self),
            explicit: try keys["explicit"]?.bool() ?? true,
            caseSensitive: try keys["case"]?.isCaseSensitive() ?? false,
            needs: try keys["needs"]?.strings() ?? [],
            unless: try keys["unless"]?.strings() ?? [],
            examples: try keys["examples"].map(examples) ?? [],
            counterexamples: try keys["counterexamples"].map(examples) ?? [],
            file: node.file, line: node.line)
        try check(rule, at: node)
        return rule
    }

    private func check(_ rule: Rule, at node: SettingsNode) throws {
        if rule.terms.isEmpty && rule.patterns.isEmpty && rule.fields.isEmpty {
            throw node.error("rule \(rule.id) looks for nothing: give it terms, a pattern or fields")
        }
        if rule.examples.isEmpty { throw node.error("rule \(rule.id) has no example") }
        if rule.counterexamples.isEmpty { throw node.error("rule \(rule.id) has no counterexample") }
        if abs(rule.prior) > 10 { throw node.error("rule \(rule.id): prior is log-odds, between -10 and 10") }
    }

    private func terms(_ node: SettingsNode) throws -> [Term] {
        if node.isList { return try node.list().map { Term(try $0.string()) } }
        let file = try node.string()
        guard file.hasSuffix(".txt"), !file.contains("/") else {
            throw node.error("should be a list of terms, or the name of a .txt file in the same folder")
        }
        return try TermList.load(path: "\(folder)/\(file)", name: "\(label)/\(file)")
    }

    private func examples(_ node: SettingsNode) throws -> [Example] {
        try node.list().map { item in
            guard item.isMapping else { return Example(field: nil, text: try item.string(), line: item.line) }
            let keys = try item.mapping(keys: ["field", "text"])
            guard let field = try keys["field"]?.string(), let text = try keys["text"]?.string() else {
                throw item.error("an example in a form needs 'field:' and 'text:'")
            }
            return Example(field: field, text: text, line: item.line)
        }
    }
}

extension SettingsNode {
    /// The value of a `case:` key.
    func isCaseSensitive() throws -> Bool {
        switch try string() {
        case "sensitive": return true
        case "ignored": return false
        default: throw error("should be 'sensitive' or 'ignored'")
        }
    }
}
