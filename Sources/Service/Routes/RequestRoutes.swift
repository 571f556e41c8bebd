import Casework
import Foundation

extension Operations {
    private static let requestParameter = Operation.Parameter.path("request", "The request's id.", .of(RequestID.self))

    var requests: [Operation] {
        [
            Operation(
                method: .post, path: "/v1/requests", id: "ask", summary: "Asks to see more than one may.",
                access: .person, body: .json(AskBody.self),
                result: .json(AskedAnswer.self, "The request waits for an answer.", status: .created),
                problems: Self.caseProblems
            ) { call in
                let (actor, intake) = (try call.actor, try call.json(AskBody.self).intake)
                let id = try await store { try await $0.ask(intake, by: actor, at: call.time) }
                return try .json(AskedAnswer(id: id), status: .created)
            },
            Operation(
                method: .get, path: "/v1/requests", id: "listRequests", summary: "Requests that the caller may read.",
                access: .person,
                parameters: [.query("state", "In this state; those that wait without it.", .of(RequestState.self))],
                result: .json(RequestsAnswer.self, "The requests."), problems: [.forbidden]
            ) { call in
                let actor = try call.actor
                let state = try call.one("state", of: RequestState.self) ?? .asked
                return try .json(
                    RequestsAnswer(
                        requests: try await store { try await $0.requests([state], by: actor, at: call.time) }))
            },
            Operation(
                method: .get, path: "/v1/requests/{request}", id: "readRequest",
                summary: "A request with its reasons.", access: .person, parameters: [Self.requestParameter],
                result: .json(RequestView.self, "The request."), problems: [.forbidden, .notFound]
            ) { call in
                let (id, actor) = (try call.requestID, try call.actor)
                return try .json(try await store { try await $0.request(id, by: actor, at: call.time) })
            },
            answer("approve", "Says yes; bulk access needs two who do.", nil) { _ in
                { try await $0.approve($1, by: $2, at: $3) }
            },
            answer("narrow", "Says yes to less.", .json(NarrowBody.self)) { call in
                let body = try call.json(NarrowBody.self)
                let less = Narrowing(cases: body.cases, depth: body.depth, expires: body.expires)
                return { try await $0.narrow($1, to: less, text: body.text, by: $2, at: $3) }
            },
            answer("refuse", "Says no.", .json(WordsBody.self)) { call in
                let text = try call.json(WordsBody.self).text
                return { try await $0.refuse($1, text: text, by: $2, at: $3) }
            },
            answer("revoke", "Takes a request back; what it opened is closed at once.", .json(WordsBody.self)) { call in
                let text = try call.json(WordsBody.self).text
                return { try await $0.revoke($1, text: text, by: $2, at: $3) }
            },
        ]
    }

    private typealias Step = @Sendable (any CaseStore, RequestID, ActorID, Date) async throws -> RequestEntry

    private func answer(
        _ word: String, _ summary: String, _ body: Operation.Body?, _ step: @escaping @Sendable (Call) throws -> Step
    ) -> Operation {
        Operation(
            method: .post, path: "/v1/requests/{request}/\(word)", id: "\(word)Request", summary: summary,
            access: .person, parameters: [Self.requestParameter], body: body,
            result: .json(RequestEntry.self, "Where the request stands."),
            problems: [.forbidden, .notFound, .conflict]
        ) { call in
            let (id, actor, step) = (try call.requestID, try call.actor, try step(call))
            return try .json(try await store { try await step($0, id, actor, call.time) })
        }
    }
}
