import Casework
import Foundation

/// A look at a case: how deep, why, and whether people are shown by name.
struct LookBody: Codable, Sendable {
    var depth: Depth
    var reason: Purpose
    /// False where nothing is said.
    var names: Bool?
}

/// What a person says about a finding.
struct VerdictBody: Codable, Sendable {
    /// From 1.
    var finding: Int
    var verdict: Verdict
}

/// What a person can decide by this call. `protect` has a call of its own.
enum DecisionWord: String, Codable, Sendable, CaseIterable {
    case release, erase
    case releaseRedacted = "release-redacted"
    case `return`, disclose

    /// Throws ``Problem`` for what this version does not carry out.
    var kind: DecisionKind {
        get throws {
            switch self {
            case .release: return .release
            case .erase: return .erase
            case .releaseRedacted: return .releaseRedacted
            case .return, .disclose:
                throw Problem.unprocessable("not-available-yet", "'\(rawValue)' is not available yet")
            }
        }
    }
}

/// A decision with its reason.
struct DecisionBody: Codable, Sendable {
    var decision: DecisionWord
    /// A code from the policy's `decision-reasons`.
    var why: String
    /// Sealed with the case.
    var text: String?
    /// Where a released message is written: a name in the service's folder for releases.
    var destination: String?

    func decision(_ releases: NamedFolder) throws -> Decision {
        try Decision(
            try decision.kind, why: why, text: text, destination: try destination.map(releases.path))
    }
}

/// One decision about many cases: those of a preview.
struct BulkBody: Codable, Sendable {
    /// At most 1,000.
    var cases: [CaseNumber]
    var decision: DecisionWord
    var why: String
    var text: String?
}

/// Which cases one decision would take.
struct SelectionBody: Codable, Sendable {
    var rule: String?
    var thread: CaseNumber?

    var selection: CaseSelection {
        get throws {
            switch (rule, thread) {
            case (let rule?, nil): return .rule(rule)
            case (nil, let thread?): return .thread(thread)
            default: throw Problem.unprocessable("bad-body", "name either a 'rule' or a 'thread'")
            }
        }
    }
}

/// What came of one case of many.
struct BulkAnswer: Codable, Sendable {
    struct One: Codable, Sendable {
        var number: CaseNumber
        var result: DecisionResult?
        /// Why nothing came of it.
        var refused: String?
    }

    var cases: [One]
}

/// Why a case is handed up.
struct EscalateBody: Codable, Sendable {
    var why: String
    var text: String?
}

/// Whose a case is from now on.
struct ReassignBody: Codable, Sendable {
    var to: ActorID
    var minutes: Int?
}

/// Where a protected message goes on to.
struct ProtectBody: Codable, Sendable {
    var destination: String?
}

/// Whether a delivery in doubt arrived.
struct SettleBody: Codable, Sendable {
    var arrived: Bool
}

/// A note's text.
struct NoteBody: Codable, Sendable {
    var text: String
}

/// The notes on a case, oldest first.
struct NotesAnswer: Codable, Sendable {
    var notes: [CaseNote]
}
