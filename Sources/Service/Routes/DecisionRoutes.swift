import Casework
import Foundation

extension Operations {
    var deciding: [Operation] {
        [
            decisionOperation(
                "decide", "decide", "Decides a claimed case, and does what the decision sets going.",
                .json(DecisionBody.self)
            ) { call in
                let decision = try call.json(DecisionBody.self).decision(releases)
                return { [decisions] in try await decisions.decide($0, decision, by: $1, at: call.time) }
            },
            decisionOperation(
                "protect", "protect",
                "Closes a case that should never have been one: its message moves on unseen, and nothing is kept.",
                .json(ProtectBody.self)
            ) { call in
                let destination = try call.json(ProtectBody.self).destination.map(releases.path)
                let decision = Decision.protect(destination: destination)
                return { [decisions] in try await decisions.decide($0, decision, by: $1, at: call.time) }
            },
            decisionOperation(
                "settle", "settle", "Says whether a delivery in doubt arrived; one that did not is done again.",
                .json(SettleBody.self)
            ) { call in
                let arrived = try call.json(SettleBody.self).arrived
                return { [store] number, actor in
                    try await store { try await $0.settle(number, arrived: arrived, by: actor, at: call.time) }
                }
            },
            Operation(
                method: .post, path: "/v1/cases/{case}/escalate", id: "escalate",
                summary: "Hands a case up: back to its queue for somebody of a higher level.", access: .person,
                parameters: [Self.caseParameter], body: .json(EscalateBody.self), result: .done,
                problems: Self.caseProblems
            ) { call in
                let (number, actor) = (try call.caseNumber, try call.actor)
                let body = try call.json(EscalateBody.self)
                try await store {
                    try await $0.escalate(number, why: body.why, text: body.text, by: actor, at: call.time)
                }
                return .done
            },
            Operation(
                method: .post, path: "/v1/decisions/preview", id: "previewDecision",
                summary: "Cases that one decision would take.", access: .person, body: .json(SelectionBody.self),
                result: .json(QueueAnswer.self, "The cases."), problems: [.forbidden, .notFound, .gone]
            ) { call in
                let (actor, selection) = (try call.actor, try call.json(SelectionBody.self).selection)
                return try .json(
                    QueueAnswer(cases: try await store { try await $0.preview(selection, by: actor, at: call.time) }))
            },
            Operation(
                method: .post, path: "/v1/decisions", id: "decideMany",
                summary: "Decides the named cases one after another; a refusal of one stops none of the others.",
                access: .person, body: .json(BulkBody.self),
                result: .json(BulkAnswer.self, "What came of each."), problems: [.forbidden]
            ) { try await decideMany($0) },
        ]
    }

    /// A step on one case that can set something going.
    private typealias Step = @Sendable (CaseNumber, ActorID) async throws -> DecisionResult

    private func decisionOperation(
        _ word: String, _ id: String, _ summary: String, _ body: Operation.Body,
        _ step: @escaping @Sendable (Call) throws -> Step
    ) -> Operation {
        Operation(
            method: .post, path: "/v1/cases/{case}/\(word)", id: id, summary: summary, access: .person,
            parameters: [Self.caseParameter], body: body,
            result: .json(DecisionResult.self, "Where the case stands, and what became of the effect."),
            problems: Self.caseProblems
        ) { call in
            let (number, actor, step) = (try call.caseNumber, try call.actor, try step(call))
            return try .json(try await step(number, actor))
        }
    }

    private func decideMany(_ call: Call) async throws -> Answer {
        let (actor, body) = (try call.actor, try call.json(BulkBody.self))
        guard (1...1000).contains(body.cases.count) else {
            throw Problem.unprocessable("bad-body", "'cases' should name from 1 to 1000 cases")
        }
        let decision = try Decision(try body.decision.kind, why: body.why, text: body.text)
        let results = try await store { try await $0.decideMany(body.cases, decision, by: actor, at: call.time) }
        return try .json(
            BulkAnswer(
                cases: results.map { one in
                    switch one.result {
                    case .success(let result): .init(number: one.number, result: result)
                    case .failure(let error): .init(number: one.number, refused: "\(error)")
                    }
                }))
    }
}
