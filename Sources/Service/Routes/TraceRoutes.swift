import Casework
import Foundation

/// A word that stands for a case in logs.
struct ReferenceAnswer: Codable, Sendable {
    var reference: String
}

/// The case that a reference stands for.
struct ReferencedAnswer: Codable, Sendable {
    var number: CaseNumber
}

extension Operations {
    var traces: [Operation] {
        [
            Operation(
                method: .get, path: "/v1/cases/{case}/erasure", id: "erasure",
                summary: "What is left of an erased case, with its dates.", access: .person,
                parameters: [Self.caseParameter], result: .json(Erasure.self, "What is left."),
                problems: [.forbidden, .notFound]
            ) { call in
                let (number, actor) = (try call.caseNumber, try call.actor)
                let erasure = try await store {
                    try await $0.authorize(.readErasure, by: actor, at: call.time)
                    return try await $0.erasure(of: number)
                }
                guard let erasure else { throw Problem(.notFound, "not-erased", "no such case was erased") }
                return try .json(erasure)
            },
            Operation(
                method: .get, path: "/v1/cases/{case}/reference", id: "reference",
                summary: "The word that stands for a case in logs.", access: .person,
                parameters: [Self.caseParameter], result: .json(ReferenceAnswer.self, "The word."),
                problems: [.forbidden, .notFound]
            ) { call in
                let (number, actor) = (try call.caseNumber, try call.actor)
                let reference = try await store {
                    try await $0.authorize(.readReferences, by: actor, at: call.time)
                    return try await $0.reference(of: number)
                }
                return try .json(ReferenceAnswer(reference: reference))
            },
            Operation(
                method: .get, path: "/v1/references/{reference}", id: "resolveReference",
                summary: "The case that a word in a log stands for.", access: .person,
                parameters: [.path("reference", "The word.", .string)],
                result: .json(ReferencedAnswer.self, "The case."), problems: [.forbidden, .notFound]
            ) { call in
                let (reference, actor) = (try call.text("reference"), try call.actor)
                let number = try await store {
                    try await $0.authorize(.readReferences, by: actor, at: call.time)
                    return try await $0.caseNumber(ofReference: reference)
                }
                guard let number else { throw Problem(.notFound, "unknown-reference", "the word stands for no case") }
                return try .json(ReferencedAnswer(number: number))
            },
        ]
    }
}
