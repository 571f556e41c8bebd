import Casework
import Foundation
import HTTPTypes

extension Operations {
    static let caseParameter = Operation.Parameter.path("case", "The case's number.", .of(CaseNumber.self))
    /// What a call on one case can be refused for.
    static let caseProblems: [HTTPResponse.Status] = [.forbidden, .notFound, .conflict, .gone]

    /// An operation on the case that the path names.
    private func onCase(
        _ word: String, _ id: String, _ summary: String, body: Operation.Body? = nil, result: Operation.Result = .done,
        _ run: @escaping @Sendable (Call, CaseNumber, ActorID) async throws -> Answer
    ) -> Operation {
        Operation(
            method: .post, path: "/v1/cases/{case}/\(word)", id: id, summary: summary, access: .person,
            parameters: [Self.caseParameter], body: body, result: result, problems: Self.caseProblems
        ) { try await run($0, $0.caseNumber, $0.actor) }
    }

    var cases: [Operation] { looking + holding + deciding + notes + traces }

    private var looking: [Operation] {
        [
            onCase(
                "look", "look", "Shows a case, as much as the depth says. Every look is recorded.",
                body: .json(LookBody.self), result: .json(CaseAnswer.self, "What the depth shows.")
            ) { call, number, actor in
                let body = try call.json(LookBody.self)
                let view = try await store {
                    try await $0.show(
                        number, depth: body.depth, reason: body.reason, names: body.names ?? false, by: actor,
                        at: call.time)
                }
                return try .json(CaseAnswer(view))
            },
            onCase(
                "verdict", "verdict", "Says whether a finding was right; a wrong one is struck.",
                body: .json(VerdictBody.self)
            ) { call, number, actor in
                let body = try call.json(VerdictBody.self)
                try await store {
                    try await $0.verdict(number, finding: body.finding, body.verdict, by: actor, at: call.time)
                }
                return .done
            },
        ]
    }

    private var holding: [Operation] {
        [
            onCase(
                "claim", "claim", "Claims a case for the length of a lease.", body: .json(LeaseBody.self),
                result: .json(Lease.self, "The lease.")
            ) { call, number, actor in
                let lease = try LeaseBody.duration(try call.json(LeaseBody.self).minutes)
                return try .json(
                    try await store { try await $0.claim(number, by: actor, lease: lease, at: call.time) })
            },
            onCase(
                "renew", "renew", "Makes the lease run from now.", body: .json(LeaseBody.self),
                result: .json(Lease.self, "The lease.")
            ) { call, number, actor in
                let lease = try LeaseBody.duration(try call.json(LeaseBody.self).minutes)
                return try .json(
                    try await store { try await $0.renew(number, by: actor, lease: lease, at: call.time) })
            },
            onCase("return-to-queue", "returnToQueue", "Gives a case back.") { call, number, actor in
                try await store { try await $0.returnToQueue(number, by: actor, at: call.time) }
                return .done
            },
            onCase(
                "reassign", "reassign", "Gives a case to somebody who could claim it.", body: .json(ReassignBody.self)
            ) { call, number, actor in
                let body = try call.json(ReassignBody.self)
                let lease = try LeaseBody.duration(body.minutes)
                try await store {
                    try await $0.reassign(number, to: body.to, lease: lease, by: actor, at: call.time)
                }
                return .done
            },
        ]
    }

    private var notes: [Operation] {
        [
            onCase("notes", "note", "Leaves a note on a case, sealed as its message is.", body: .json(NoteBody.self)) {
                call, number, actor in
                let body = try call.json(NoteBody.self)
                try await store { try await $0.note(number, body.text, by: actor, at: call.time) }
                return .done
            },
            Operation(
                method: .get, path: "/v1/cases/{case}/notes", id: "notes",
                summary: "The notes on a case, oldest first.",
                access: .person, parameters: [Self.caseParameter], result: .json(NotesAnswer.self, "The notes."),
                problems: Self.caseProblems
            ) { call in
                let (number, actor) = (try call.caseNumber, try call.actor)
                return try .json(
                    NotesAnswer(notes: try await store { try await $0.notes(number, by: actor, at: call.time) }))
            },
        ]
    }
}
