import Detection

/// Reads a whole policy; what is wrong goes to `mistakes`.
struct PolicyReader {
    let mistakes: Mistakes

    static let keys = [
        "schema", "version", "mode", "prevalence", "protected", "scopes", "rules", "tempfail-for", "when-away", "brake",
        "domains", "levels", "decision-reasons", "jurisdiction", "jurisdictions",
    ]

    func policy(from node: SettingsNode) -> Policy? {
        // A file for a later version has keys that are unknown here: one mistake says it better than many.
        guard isReadable(node), let fields = mistakes.fields(of: node, keys: Self.keys) else { return nil }
        var policy = Policy(version: fields.required("version") { try $0.int(atLeast: 1) } ?? 1, file: node.file)
        policy.mode = fields.value("mode") { try $0.one(of: Mode.self) } ?? .observe
        policy.prevalence = prevalence(fields)
        policy.protected = protected(fields)
        policy.scopes = fields.list("scopes") { $0 }.compactMap(scope)
        policy.rules = rules(fields)
        fields.value("tempfail-for") { try $0.shortTime() }.map { policy.tempfailFor = $0 }
        fields.value("when-away", whenAway).map { policy.whenAway = $0 }
        policy.brake = fields.value("brake") { $0 }.flatMap(brake)
        policy.domains = fields.list("domains") { try $0.domain() }
        policy.levels = fields.value("levels", levels) ?? [:]
        policy.decisionReasons = unique(fields, "decision-reasons")
        policy.jurisdiction = fields.value("jurisdiction") { try $0.words() }
        policy.jurisdictions = JurisdictionReader(mistakes: mistakes).jurisdictions(from: fields)
        checkNames(policy, fields)
        return policy
    }

    private func isReadable(_ node: SettingsNode) -> Bool {
        guard let schema = try? node.mapping().first(where: { $0.key == "schema" })?.value else { return true }
        let number = mistakes.attempt { try schema.int(atLeast: 1) }
        guard let number, number > Policy.schema else { return true }
        mistakes.add(schema.error("is \(number), and this version of Inward reads policies up to \(Policy.schema)"))
        return false
    }

    private func prevalence(_ fields: Fields) -> Prevalence {
        var prevalence = Prevalence()
        guard let node = fields.value("prevalence", { $0 }),
            let values = mistakes.fields(of: node, keys: ["email", "form"])
        else { return prevalence }
        values.value("email") { try $0.share() }.map { prevalence.email = $0 }
        values.value("form") { try $0.share() }.map { prevalence.form = $0 }
        return prevalence
    }

    private func protected(_ fields: Fields) -> ProtectedAddresses {
        guard let node = fields.value("protected", { $0 }),
            let values = mistakes.fields(of: node, keys: ["recipients", "senders"])
        else { return ProtectedAddresses() }
        return ProtectedAddresses(
            recipients: values.list("recipients") { try $0.addressPattern() },
            senders: values.list("senders") { try $0.addressPattern() })
    }

    private func scope(_ node: SettingsNode) -> Scope? {
        guard let fields = mistakes.fields(of: node, keys: ["name", "recipients", "expected", "jurisdiction"]) else {
            return nil
        }
        if !fields.has("expected"), !fields.has("jurisdiction") {
            mistakes.add(node.error("has neither 'expected' nor 'jurisdiction', so it changes nothing"))
        }
        if !fields.has("recipients") { mistakes.add(node.error("has no 'recipients'")) }
        return Scope(
            name: fields.required("name") { try $0.words() } ?? "",
            recipients: fields.filled("recipients") { try $0.addressPattern() } ?? [],
            expected: Set(fields.filled("expected") { try $0.one(of: Category.self) } ?? []),
            jurisdiction: fields.value("jurisdiction") { try $0.words() })
    }

    private func rules(_ fields: Fields) -> [Rule] {
        let nodes = fields.required("rules") { try $0.list() } ?? []
        let reader = RuleReader(mistakes: mistakes)
        var names = Set<String>()
        return nodes.compactMap { node in
            guard let rule = reader.rule(from: node) else { return nil }
            if !names.insert(rule.name).inserted {
                mistakes.add(node.error("there are two rules named '\(rule.name)'"))
            }
            return rule
        }
    }

    private func whenAway(_ node: SettingsNode) throws -> Disposition {
        let value = try node.one(of: Disposition.self)
        // Nothing can be kept for anybody while the store is away.
        guard [.accept, .tag, .reject].contains(value) else {
            throw node.error("should be accept, tag or reject: without the store nothing can be held")
        }
        return value
    }

    private func brake(_ node: SettingsNode) -> Brake? {
        guard let fields = mistakes.fields(of: node, keys: ["share", "of-last"]),
            let share = fields.required("share", { try $0.share(closed: true) }),
            let ofLast = fields.required("of-last", { try $0.int(atLeast: 1) })
        else { return nil }
        return Brake(share: share, ofLast: ofLast)
    }

    /// Depths of looking, purposes and decisions, as the casework names them.
    static let depths = ["metadata", "snippet", "sentence", "message"]
    static let purposes = ["misdirected", "claim", "duty", "investigation", "incident", "rights", "continuity"]
    static let decisions = ["release", "release-redacted", "return", "erase", "disclose", "escalate"]

    private func levels(_ node: SettingsNode) throws -> [String: Int] {
        let keys = Self.depths + Self.purposes + Self.decisions + Category.allCases.map(\.rawValue)
        guard let fields = mistakes.fields(of: node, keys: keys) else { return [:] }
        return fields.nodes.keys.reduce(into: [:]) { levels, key in
            levels[key] = fields.value(key) { try $0.int(atLeast: 1) }
        }
    }

    private func unique(_ fields: Fields, _ key: String) -> [String] {
        var seen = Set<String>()
        return fields.list(key) { node in
            let code = try node.code()
            guard seen.insert(code).inserted else { throw node.error("'\(code)' stands twice") }
            return code
        }
    }

    /// Names that have to be defined elsewhere in the file.
    private func checkNames(_ policy: Policy, _ fields: Fields) {
        let known = policy.jurisdictions.keys.sorted()
        func check(_ name: String, at node: SettingsNode?) {
            guard policy.jurisdictions[name] == nil, let node else { return }
            let list = known.isEmpty ? "none is described" : "described are " + known.joined(separator: ", ")
            mistakes.add(node.error("jurisdiction '\(name)' is not described under 'jurisdictions'; \(list)"))
        }
        policy.jurisdiction.map { check($0, at: fields.nodes["jurisdiction"]) }
        for node in (try? fields.nodes["scopes"]?.list()) ?? [] {
            let named = try? node.mapping().first { $0.key == "jurisdiction" }?.value
            (try? named?.string()).map { check($0, at: named) }
        }
    }
}
