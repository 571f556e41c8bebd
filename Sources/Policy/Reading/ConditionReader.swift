import Detection
import Messages

/// Reads the `when:` of a rule.
struct ConditionReader {
    let mistakes: Mistakes

    static let keys = [
        "category", "confidence", "polarity", "about", "explicit", "only", "flag", "people", "channel", "recipient",
        "sender", "authenticated", "recipient-is-subject", "direction", "language", "attachment", "size", "unscannable",
    ]

    func conditions(from node: SettingsNode) -> Conditions? {
        guard let fields = mistakes.fields(of: node, keys: Self.keys) else { return nil }
        var when = Conditions()
        when.finding = findingConditions(fields)
        when.only = fields.value("only") { try $0.bool() } ?? false
        if when.only, when.finding.isEmpty {
            mistakes.add(node.error("'only' needs a condition on findings beside it, such as polarity"))
        }
        when.flags = fields.filled("flag") { try $0.one(of: Flag.self) }.map(Set.init)
        when.people = fields.filled("people") { try $0.count() }
        when.channels = fields.filled("channel") { try $0.one(of: Channel.self) }.map(Set.init)
        when.recipients = fields.filled("recipient") { try $0.addressPattern() }
        when.senders = fields.filled("sender") { try $0.addressPattern() }
        when.authenticated = fields.value("authenticated") { try $0.bool() }
        when.recipientIsSubject = fields.value("recipient-is-subject") { try $0.bool() }
        when.directions = fields.filled("direction") { try $0.one(of: Direction.self) }.map(Set.init)
        when.languages = fields.filled("language", language).map(Set.init)
        when.attachment = attachment(fields)
        when.size = fields.filled("size") { try $0.size() }
        when.unscannable = unscannable(fields)
        return when
    }

    private func findingConditions(_ fields: Fields) -> FindingConditions {
        var finding = FindingConditions()
        finding.categories = fields.filled("category") { node in
            try node.string() == "any" ? Category.allCases : [try node.one(of: Category.self)]
        }.map { Set($0.joined()) }
        finding.confidence = fields.filled("confidence") { try $0.confidence() }
        finding.polarities = fields.filled("polarity") { try $0.one(of: Polarity.self) }.map(Set.init)
        finding.about = fields.filled("about") { try $0.one(of: DataSubject.self) }.map(Set.init)
        finding.explicit = fields.value("explicit") { try $0.bool() }
        return finding
    }

    private func language(_ node: SettingsNode) throws -> String {
        let text = try node.words().lowercased()
        guard (2...3).contains(text.utf8.count), text.utf8.allSatisfy({ (97...122).contains($0) }) else {
            throw node.error("'\(text)' should be a language code of two or three letters, as in en")
        }
        return text
    }

    private func attachment(_ fields: Fields) -> AttachmentCondition? {
        guard let node = fields.nodes["attachment"] else { return nil }
        if let wanted = try? node.bool() { return .present(wanted) }
        return fields.filled("attachment") { node in
            let text = try node.words().lowercased()
            let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty, !parts[0].contains("*"),
                parts[1] == "*" || !parts[1].contains("*")
            else {
                throw node.error("'\(text)' should be true, false, or a media type as in application/pdf or image/*")
            }
            return text
        }.map(AttachmentCondition.types)
    }

    private func unscannable(_ fields: Fields) -> UnscannableCondition? {
        guard let node = fields.nodes["unscannable"] else { return nil }
        if let wanted = try? node.bool() { return .any(wanted) }
        if (try? node.string()) == "any" { return .any(true) }
        return fields.filled("unscannable") { try $0.one(of: UnscannableName.self).reason }
            .map { .reasons(Set($0)) }
    }
}

/// The names of ``Unscannable`` as a closed list.
private enum UnscannableName: String, CaseIterable {
    case encrypted, broken
    case tooLarge = "too-large"
    case timeout

    var reason: Unscannable {
        switch self {
        case .encrypted: .encrypted
        case .broken: .broken
        case .tooLarge: .tooLarge
        case .timeout: .timeout
        }
    }
}
