import Casework
import Foundation

/// Who acts for somebody who is away.
struct StandInBody: Codable, Sendable {
    var deputy: ActorID
    var absent: ActorID
    var starts: Date
    var ends: Date
}

/// Stand-ins that are not over.
struct StandInsAnswer: Codable, Sendable {
    var standIns: [StandIn]
}

extension Operations {
    var standIns: [Operation] {
        [
            Operation(
                method: .get, path: "/v1/stand-ins", id: "listStandIns", summary: "Stand-ins that are not over.",
                access: .person, result: .json(StandInsAnswer.self, "The stand-ins."), problems: [.forbidden]
            ) { call in
                let actor = try call.actor
                return try .json(
                    StandInsAnswer(standIns: try await store { try await $0.standIns(by: actor, at: call.time) }))
            },
            Operation(
                method: .post, path: "/v1/stand-ins", id: "setStandIn",
                summary: "Has somebody stand in for another for a time, in their own name.", access: .person,
                body: .json(StandInBody.self), result: .json(StandIn.self, "The stand-in.", status: .created),
                problems: Self.accountProblems
            ) { call in
                let (actor, body) = (try call.actor, try call.json(StandInBody.self))
                let standIn = try await store {
                    try await $0.setStandIn(
                        body.deputy, for: body.absent, from: body.starts, until: body.ends, by: actor, at: call.time)
                }
                return try .json(standIn, status: .created)
            },
            Operation(
                method: .delete, path: "/v1/stand-ins/{id}", id: "endStandIn", summary: "Ends a stand-in now.",
                access: .person, parameters: [.path("id", "The stand-in's id.", .string)], result: .done,
                problems: Self.accountProblems
            ) { call in
                let (actor, id) = (try call.actor, try call.text("id"))
                try await store { try await $0.endStandIn(id, by: actor, at: call.time) }
                return .done
            },
        ]
    }
}
