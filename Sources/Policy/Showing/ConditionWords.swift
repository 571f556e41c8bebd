import Detection
import Foundation
import Messages

/// Conditions in plain words, for people who decide about a policy.
extension Conditions {
    /// What has to be so for the rule to apply, as clauses to be joined by "and".
    var words: [String] {
        if isEmpty { return ["always"] }
        return ([findingWords] + messageWords + addressWords).compactMap { $0 }
    }

    private var findingWords: String? {
        if finding.isEmpty { return nil }
        return (only ? "every fact found is " : "a fact is found that is ") + finding.words.joined(separator: ", ")
    }

    private var messageWords: [String?] {
        [
            flags.map { "the message is marked as " + Self.either($0.map(\.words)) },
            people.map { "the number of people it is about is " + Self.bounds($0) { String(Int($0)) } },
            channels.map { "it comes by " + Self.either($0.map(\.rawValue)) },
            directions.map { "it is " + Self.either($0.map(\.rawValue)) },
            languages.map { "its language is " + Self.either($0) },
            attachment.map(\.words),
            size.map { "its size is " + Self.bounds($0) { "\(Int($0)) bytes" } },
            unscannable.map(\.words),
        ]
    }

    private var addressWords: [String?] {
        [
            recipients.map { "it goes to " + Self.either($0.map(\.text), sorted: false) },
            senders.map { "it comes from " + Self.either($0.map(\.text), sorted: false) },
            authenticated.map { "its sender is " + ($0 ? "authenticated" : "not authenticated") },
            recipientIsSubject.map { "the recipient is " + ($0 ? "" : "not known to be ") + "the person it is about" },
        ]
    }

    static func either(_ names: some Sequence<String>, sorted: Bool = true) -> String {
        let names = sorted ? names.sorted() : Array(names)
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " or " + last
    }

    static func bounds(_ bounds: [Comparison], number: (Double) -> String) -> String {
        bounds.map { bound in
            switch bound.relation {
            case .atLeast: "at least " + number(bound.bound)
            case .above: "above " + number(bound.bound)
            case .atMost: "at most " + number(bound.bound)
            case .below: "below " + number(bound.bound)
            case .equal: number(bound.bound)
            }
        }.joined(separator: " and ")
    }
}

extension FindingConditions {
    fileprivate var words: [String] {
        let all = Set(Category.allCases)
        let clauses: [String?] = [
            categories.map {
                "about " + ($0 == all ? "any category" : Conditions.either($0.sorted().map(\.words), sorted: false))
            },
            polarities.map { Conditions.either($0.map { $0 == .affirmed ? "affirmed" : "denied" }) },
            about.map { "said of " + Conditions.either($0.map(\.words)) },
            explicit.map { $0 ? "said outright" : "only to be inferred" },
            confidence.map { Conditions.bounds($0, number: Text.percent) + " likely to be right" },
        ]
        return clauses.compactMap { $0 }
    }
}

extension Category {
    /// The category as people call it.
    fileprivate var words: String {
        switch self {
        case .health: "health"
        case .genetic: "genetic data"
        case .biometric: "biometric data"
        case .ethnicity: "racial or ethnic origin"
        case .religion: "religion or belief"
        case .politics: "political opinion"
        case .union: "trade-union membership"
        case .sexuality: "sex life or orientation"
        case .criminal: "offences and convictions"
        }
    }
}

extension Flag {
    fileprivate var words: String {
        switch self {
        case .danger: "a danger to somebody"
        case .child: "about a child"
        case .rightsRequest: "a request about data protection rights"
        case .genderIdentity: "about gender identity"
        }
    }
}

extension DataSubject {
    fileprivate var words: String {
        switch self {
        case .sender: "the sender"
        case .other: "somebody else"
        case .unknown: "somebody not known"
        }
    }
}

extension AttachmentCondition {
    fileprivate var words: String {
        switch self {
        case .present(let wanted): wanted ? "something is attached" : "nothing is attached"
        case .types(let types): "something of the type " + Conditions.either(types) + " is attached"
        }
    }
}

extension UnscannableCondition {
    fileprivate var words: String {
        switch self {
        case .any(let wanted): wanted ? "it can't be read as a whole" : "it can be read as a whole"
        case .reasons(let reasons):
            "it can't be read as a whole (" + Conditions.either(reasons.map(\.rawValue)) + ")"
        }
    }
}
