import Casework
import Foundation

@testable import Service

/// A call of an operation with the least that it takes.
struct OperationCall {
    var operation: Service.Operation
    /// What stands in the path, by name.
    var path: [String: String] = [:]

    static let standard: [String: String] = [
        "case": "0000000", "request": "r0000000", "account": "somebody", "token": "00000000", "id": "nothing",
        "kind": "policy", "number": "1", "epoch": "9", "reference": "0123456789abcdef", "form": "contact",
    ]

    /// Bodies that are well formed, by operation.
    static let bodies: [String: String] = [
        "claimNext": "{}", "look": #"{"depth":"metadata","reason":"misdirected"}"#,
        "verdict": #"{"finding":1,"verdict":"right"}"#, "claim": "{}", "renew": "{}", "reassign": #"{"to":"reviewer"}"#,
        "note": #"{"text":"seen"}"#, "decide": #"{"decision":"erase","why":"not-needed"}"#, "protect": "{}",
        "settle": #"{"arrived":true}"#, "escalate": #"{"why":"not-needed"}"#,
        "previewDecision": #"{"rule":"health.condition"}"#,
        "decideMany": #"{"cases":["0000000"],"decision":"erase","why":"not-needed"}"#,
        "ask": """
        {"scope":{"cases":["0000000"]},"depth":"message","purpose":"misdirected","expires":"SOON",
         "ground":{"basis":"legitimate-interests","conditions":["legal-claims"],"why_not_less":"it does not say who",
                   "matter":"M-1","balancing":"the sender wrote to us"}}
        """, "narrowRequest": "{}", "refuseRequest": "{}", "revokeRequest": "{}",
        "addAccount": #"{"roles":["auditor"]}"#, "changeAccount": #"{"roles":["auditor"]}"#,
        "issueToken": #"{"label":"a"}"#, "setPassword": #"{"password":"long enough to be one"}"#,
        "signIn": #"{"name":"nobody","password":"long enough to be one"}"#,
        "setStandIn": """
        {"deputy":"reviewer","absent":"approver","starts":"2026-01-01T00:00:00Z","ends":"2099-01-01T00:00:00Z"}
        """, "proposeVersion": "version: 9\nrules: []\ndecision-reasons: [not-needed]\n", "verifyAudit": "{}",
        "rotateKeys": #"{"older_than_days":1}"#, "lockKeys": "{}", "backup": #"{"name":"b"}"#, "handOver": "x",
        "checkForm": "{}", "submitForm": "{}",
    ]

    /// Makes the call.
    func send(_ client: ServiceClient, body: String? = nil) async throws -> ServiceClient.Reply {
        var target = operation.path
        for (name, value) in Self.standard.merging(path, uniquingKeysWith: { $1 }) {
            target = target.replacing("{\(name)}", with: value)
        }
        let soon = Date().addingTimeInterval(86_400).formatted(.iso8601)
        let standard = Self.bodies[operation.id]?.replacing("SOON", with: soon)
            .replacing("0000000\"", with: "\(path["case"] ?? "0000000")\"")
        let content = operation.body == nil ? nil : body ?? standard ?? ""
        return try await client.reply(
            operation.method.rawValue, target, body: content.map { Array($0.utf8) },
            mediaType: operation.body?.mediaTypes.first)
    }
}
