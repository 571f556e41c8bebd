import Casework
import Foundation

extension RoleTrial {
    private static let unnamed = "not naming them or their unit"
    /// Of a case in the office's one queue, of a level that the reviewer holds.
    private static let ofCase: Set<String> = [
        "in their queues", "of the level asked", unnamed, "not protected", "approved where the policy asks",
        "after the step before",
    ]
    /// The reviewer is the only one to whom the case is open.
    private static let open = Conditions { role in role == .reviewer ? ofCase.union(["open to them"]) : ofCase }
    /// The request is the reviewer's.
    private static let ofRequest = Conditions { role in
        let all: Set<String> = ["of the level asked", unnamed, "not approved by them before"]
        return all.union([role == .reviewer ? "their own" : "not their own"])
    }

    private static func place(_ number: CaseNumber, _ body: String? = nil) -> Place {
        Place(path: ["case": number.description], body: body)
    }
    private static func onQueued(_ action: Action) -> RoleTrial {
        RoleTrial(action, "queued", holds: open) { world, _ in place(try world.queued()) }
    }
    private static func onClaimed(_ action: Action) -> RoleTrial {
        RoleTrial(action, "claimed", holds: open) { world, _ in place(try world.claimed()) }
    }
    private static func onAsked(_ action: Action, _ body: String? = nil) -> RoleTrial {
        RoleTrial(action, "asked", holds: ofRequest) { world, _ in
            Place(path: ["request": try world.asked().description], body: body)
        }
    }
    private static func onAccount(_ action: Action, _ role: Role = .reviewer) -> RoleTrial {
        RoleTrial(action) { world, _ in Place(path: ["account": try world.account(role).description]) }
    }
    private static let own = RoleTrial(.issueCredentials, holds: ["their own"]) { _, role in
        Place(path: ["account": role.rawValue])
    }
    /// Of somebody's own account, of one that can see messages and of one that cannot.
    private static let credentials = [
        own, onAccount(.issueCredentials),
        RoleTrial(.issueCredentials, holds: ["for accounts that see no message"]) { world, _ in
            Place(path: ["account": try world.account(.auditor).description])
        },
    ]
    private static func token(_ action: Action, isOwn: Bool) -> RoleTrial {
        RoleTrial(action, holds: isOwn ? ["their own"] : []) { world, role in
            let id = isOwn ? ActorID(known: role.rawValue) : try world.account()
            return Place(path: ["account": id.description, "token": try world.token(of: id)])
        }
    }
    private static func version(_ action: Action) -> RoleTrial {
        RoleTrial(action, holds: ["not their own"]) { world, _ in
            Place(path: ["kind": "policy", "number": "\(try world.proposedPolicy())"])
        }
    }
    private static func standIn(_ deputy: ActorID, _ absent: ActorID) -> Place {
        let format = Date.ISO8601FormatStyle()
        let (starts, ends) = (Date().formatted(format), Date().addingTimeInterval(86_400).formatted(format))
        return Place(
            body: #"{"deputy":"\#(deputy)","absent":"\#(absent)","starts":"\#(starts)","ends":"\#(ends)"}"#)
    }

    /// By operation, every call for people that the service offers.
    static let all: [String: [RoleTrial]] = onCases.merging(onRequests) { $1 }.merging(onPeople) { $1 }
        .merging(onStore) { $1 }

    private static let onCases: [String: [RoleTrial]] = [
        "listQueue": [onQueued(.list)], "nextCase": [onQueued(.list)], "claimNext": [onQueued(.claim)],
        "claim": [onQueued(.claim)], "look": [onQueued(.look)], "verdict": [onClaimed(.verdict)],
        "renew": [onClaimed(.renew)], "returnToQueue": [onClaimed(.returnToQueue)],
        "reassign": [onQueued(.reassign), onClaimed(.reassign)], "note": [onClaimed(.note)],
        "notes": [onClaimed(.readNotes)], "decide": [onClaimed(.erase), onQueued(.erase)],
        "escalate": [onClaimed(.escalate)], "protect": [onQueued(.protect), onClaimed(.protect)],
        // Nothing of it is in doubt: whoever may settle is told so, after the question whether they may.
        "settle": [
            RoleTrial(.settle, "decided", holds: open, status: 409) { world, _ in place(try world.decided()) }
        ],
        "previewDecision": [onQueued(.list)],
        "decideMany": [
            RoleTrial(.erase, "claimed", holds: open) { world, _ in
                let number = try world.claimed()
                return place(number, #"{"cases":["\#(number)"],"decision":"erase","why":"not-needed"}"#)
            }
        ],
        "erasure": [RoleTrial(.readErasure) { world, _ in place(try world.erased()) }],
        "reference": [RoleTrial(.readReferences) { world, _ in place(try world.queued()) }],
        "resolveReference": [
            RoleTrial(.readReferences) { world, _ in
                Place(path: ["reference": try world.store.reference(of: world.queued())])
            }
        ],
    ]

    private static let onRequests: [String: [RoleTrial]] = [
        "ask": [onQueued(.ask), onClaimed(.ask)], "readRequest": [onAsked(.readRequest)],
        "listRequests": [
            RoleTrial(.readRequest, "asked", holds: ["their own", unnamed]) { world, _ in
                _ = try world.asked()
                return Place()
            }
        ],
        "approveRequest": [onAsked(.approve)], "narrowRequest": [onAsked(.narrow, #"{"depth":"snippet"}"#)],
        "refuseRequest": [onAsked(.refuse)], "revokeRequest": [onAsked(.revoke)],
    ]

    private static let onPeople: [String: [RoleTrial]] = [
        "me": [RoleTrial(.readOwnAccount)], "listAccounts": [RoleTrial(.readAccounts)],
        "addAccount": [
            RoleTrial(.changeAccounts) { _, _ in
                Place(path: ["account": "n-" + UUID().uuidString.prefix(8).lowercased()])
            }
        ],
        "changeAccount": [onAccount(.changeAccounts, .auditor)], "stopAccount": [onAccount(.changeAccounts)],
        "confirmAccount": [
            RoleTrial(.confirmAccounts, holds: ["not their own"]) { world, _ in
                Place(path: ["account": try world.proposed().description])
            }
        ],
        "issueToken": credentials, "setPassword": credentials, "removePassword": credentials,
        "startOneTimeCodes": credentials, "stopOneTimeCodes": credentials,
        "listTokens": [token(.readCredentials, isOwn: true), token(.readCredentials, isOwn: false)],
        "revokeToken": [token(.revokeCredentials, isOwn: true), token(.revokeCredentials, isOwn: false)],
        "listStandIns": [RoleTrial(.readStandIns)],
        "setStandIn": [
            RoleTrial(.changeStandIns, holds: ["not naming themselves"]) { world, _ in
                standIn(try world.account(), try world.account())
            },
            RoleTrial(.changeStandIns, holds: ["their own", "not naming themselves"]) { world, role in
                standIn(try world.account(role), ActorID(known: role.rawValue))
            },
        ],
        "endStandIn": [RoleTrial(.endStandIns) { world, _ in Place(path: ["id": try world.standIn()]) }],
    ]

    private static let onStore: [String: [RoleTrial]] = [
        "workload": [RoleTrial(.readWorkload)], "thinLevels": [RoleTrial(.readWorkload)],
        "notice": [RoleTrial(.readWorkload)], "listVersions": [RoleTrial(.readVersions)],
        "readVersion": [RoleTrial(.readVersions)], "versionInForce": [RoleTrial(.readVersions)],
        "proposeVersion": [RoleTrial(.proposeVersion)], "approveVersion": [version(.approveVersion)],
        "exportAudit": [RoleTrial(.readAudit)], "verifyAudit": [RoleTrial(.readAudit)],
        "checkpoint": [RoleTrial(.checkpoint)], "listKeys": [RoleTrial(.readKeys)],
        "listIncidents": [RoleTrial(.readKeys)], "sealingKey": [RoleTrial(.readSealingKey)],
        "rotateKeys": [RoleTrial(.changeKeys)], "lockKeys": [RoleTrial(.changeKeys)],
        "dropSourceDigests": [RoleTrial(.changeKeys)],
        "declareKeyLost": [RoleTrial(.changeKeys) { _, _ in Place(path: ["epoch": "1"]) }],
        "checkStore": [RoleTrial(.checkStore)],
        "backup": [RoleTrial(.backup) { _, _ in Place(body: #"{"name":"\#(UUID().uuidString)"}"#) }],
    ]
}
