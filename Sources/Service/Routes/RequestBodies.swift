import Casework
import Foundation

/// Over what somebody asks to see more: cases by number, or all of a person in a period.
struct ScopeBody: Codable, Sendable {
    var cases: [CaseNumber]?
    /// An address; sealed, and never shown again.
    var person: String?
    var from: CaseDay?
    var until: CaseDay?

    var scope: RequestScope {
        get throws {
            switch (cases, person, from, until) {
            case (let cases?, nil, nil, nil): return RequestScope(cases: cases)
            case (nil, let person?, let from?, let until?):
                return RequestScope(person: person, from: from, until: until)
            default:
                throw Problem.unprocessable(
                    "bad-body", "'scope' should name either 'cases', or 'person', 'from' and 'until'")
            }
        }
    }
}

/// A wish to see more.
struct AskBody: Codable, Sendable {
    var scope: ScopeBody
    var depth: Depth
    var purpose: Purpose
    var ground: Ground
    /// When it ends by itself.
    var expires: Date

    var intake: RequestIntake {
        get throws {
            RequestIntake(
                scope: try scope.scope, depth: depth, purpose: purpose, ground: ground, expires: expires)
        }
    }
}

/// The id of a new request.
struct AskedAnswer: Codable, Sendable {
    var id: RequestID
}

/// Requests of a listing.
struct RequestsAnswer: Codable, Sendable {
    var requests: [RequestEntry]
}

/// Yes, but to less; what is left out stays as it was asked.
struct NarrowBody: Codable, Sendable {
    var cases: [CaseNumber]?
    var depth: Depth?
    var expires: Date?
    var text: String?
}

/// Words to an answer; sealed.
struct WordsBody: Codable, Sendable {
    var text: String?
}
