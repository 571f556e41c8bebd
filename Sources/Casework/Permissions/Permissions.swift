/// The one place that decides what a person may do. `Permissions.csv` says the same for people; a test holds the two
/// against each other.
public enum Permissions {
    /// A condition beside role and state; its raw value is its word in `Permissions.csv`.
    public enum Condition: String, Sendable, CaseIterable {
        /// The case waits in a queue they work in.
        case queue = "in their queues"
        /// They hold the level that is asked for.
        case level = "of the level asked"
        /// Neither they, nor whom they stand in for, nor anybody of their unit is named in it.
        case unnamed = "not naming them or their unit"
        /// They hold it by a running claim, an approved request of theirs covers it, or it is metadata of what waits for them.
        case open = "open to them"
        /// An approved request of theirs covers it, or the policy asks for none.
        case approved = "approved where the policy asks"
        /// They have looked one depth less before.
        case step = "after the step before"
        /// It is not on its way unseen.
        case unprotected = "not protected"
        /// It is their own.
        case own = "their own"
        /// It is not their own.
        case notOwn = "not their own"
        /// The account it is about can see no message, or nobody else can sign in yet who could do it.
        case plain = "for accounts that see no message"
        /// They do not make themselves the stand-in.
        case notDeputy = "not naming themselves"
        /// They have not approved it before.
        case first = "not approved by them before"

        /// Why it is refused where this does not hold.
        var refusal: String {
            switch self {
            case .queue: "it is in none of your queues"
            case .level: "it asks for a higher level than yours"
            case .unnamed: "you or your unit are named in it"
            case .open: "claim it first, or ask for it with a request"
            case .approved: "the policy asks for an approved request"
            case .step: "look at the depth before it first"
            case .unprotected: "it is protected and moves on unseen"
            case .own: "it is not yours"
            case .notOwn: "it is your own, and needs another person"
            case .plain: "the account can see messages: an approver gives out its token"
            case .notDeputy: "another person has to make you a stand-in"
            case .first: "you have approved it already, and it needs another person"
            }
        }
    }

    /// What was decided.
    public enum Answer: Sendable, Equatable {
        case allowed
        /// The action is not for somebody with these roles.
        case notTheirRole(reason: String)
        /// The action is not for something in this state.
        case notInState
        /// A condition does not hold.
        case refused(Condition)
    }

    /// Some roles may do some things in some states where all conditions hold.
    struct Grant {
        var roles: Set<Role>
        var actions: Set<Action>
        /// Raw values; nil: all in which the state table has the action, or all there are.
        var states: Set<String>?
        var conditions: [Condition]

        init(_ roles: Set<Role>, _ actions: Set<Action>, in states: Set<String>? = nil, if conditions: [Condition] = [])
        {
            self.roles = roles
            self.actions = actions
            self.states = states
            self.conditions = conditions
        }

        func allows(_ action: Action, in state: String) -> Bool {
            if let states { return states.contains(state) }
            guard let event = action.event else { return true }
            return CaseTransition.states(for: event).contains { $0.rawValue == state }
        }
    }

    /// What is not here nobody may.
    static let grants: [Grant] = [
        Grant([.reviewer], [.list], if: [.queue, .unnamed]),
        Grant([.reviewer], [.claim], if: [.queue, .level, .unnamed]),
        Grant([.reviewer], [.verdict], if: [.unnamed, .unprotected]),
        Grant(
            [.reviewer], [.renew, .returnToQueue, .release, .releaseRedacted, .erase, .escalate, .settle],
            if: [.unnamed]),
        Grant([.reviewer], [.protect], if: [.queue, .unnamed]),
        Grant([.approver], [.reassign], if: [.queue, .unnamed]),
        Grant([.reviewer, .approver, .dpo], [.look], if: [.unnamed, .unprotected, .open, .approved, .step]),
        Grant([.reviewer, .approver, .dpo], [.identify], if: [.unnamed, .unprotected, .open, .approved]),
        Grant([.reviewer, .approver], [.note, .readNotes], if: [.unnamed, .open]),
        Grant([.reviewer], [.ask], if: [.queue, .unnamed]),
        Grant([.approver, .dpo], [.ask], if: [.unnamed]),
        Grant([.reviewer, .dpo], [.readRequest], if: [.own]),
        Grant([.approver, .auditor], [.readRequest], if: [.unnamed]),
        Grant([.approver], [.approve, .narrow], in: ["asked"], if: [.notOwn, .first, .level, .unnamed]),
        Grant([.approver], [.refuse], in: ["asked"], if: [.notOwn, .level, .unnamed]),
        Grant([.reviewer, .dpo], [.revoke], in: ["asked", "approved", "narrowed"], if: [.own]),
        Grant([.approver], [.revoke], in: ["asked", "approved", "narrowed"], if: [.unnamed]),
        Grant(
            Set(Role.allCases), [.readWorkload, .readVersions, .readOwnAccount, .readStandIns, .readSealingKey]),
        Grant([.reviewer, .approver, .dpo, .auditor], [.readErasure, .readReferences]),
        Grant([.dpo, .auditor, .administrator], [.readAccounts]),
        Grant([.administrator], [.changeAccounts]),
        Grant([.approver], [.confirmAccounts], if: [.notOwn]),
        Grant(Set(Role.allCases), [.issueCredentials], if: [.own]),
        Grant([.approver], [.issueCredentials]),
        Grant([.administrator], [.issueCredentials], if: [.plain]),
        Grant(Set(Role.allCases), [.readCredentials, .revokeCredentials, .endStandIns], if: [.own]),
        Grant([.dpo, .auditor, .administrator], [.readCredentials]),
        Grant([.administrator], [.revokeCredentials]),
        Grant([.approver], [.endStandIns]),
        Grant([.reviewer, .dpo, .auditor], [.changeStandIns], if: [.own]),
        Grant([.approver], [.changeStandIns], if: [.notDeputy]),
        Grant([.dpo, .auditor], [.readAudit]),
        Grant([.auditor, .administrator], [.checkpoint]),
        Grant([.approver, .administrator], [.proposeVersion]),
        Grant([.approver], [.approveVersion], if: [.notOwn]),
        Grant([.auditor, .administrator], [.readKeys, .checkStore]),
        Grant([.administrator], [.changeKeys, .backup]),
    ]

    /// Whether a person may do something to what is in a state.
    ///
    /// - Parameters:
    ///   - state: a raw value of the object's states.
    ///   - holds: the conditions that hold.
    public static func decide(
        _ person: Person, _ action: Action, in state: String, holds: Set<Condition>
    ) -> Answer {
        let theirs = grants.filter { $0.actions.contains(action) && !$0.roles.isDisjoint(with: person.roles) }
        guard !theirs.isEmpty else { return .notTheirRole(reason: roleReason(person, action)) }
        let possible = theirs.filter { $0.allows(action, in: state) }
        guard !possible.isEmpty else { return .notInState }
        let missing = possible.map { grant in grant.conditions.filter { !holds.contains($0) } }
        // The more particular grants stand later and say better why.
        guard let nearest = missing.reversed().min(by: { $0.count < $1.count }), let first = nearest.first else {
            return .allowed
        }
        return .refused(first)
    }

    private static func roleReason(_ person: Person, _ action: Action) -> String {
        let roles = Role.allCases.filter { role in
            grants.contains { $0.actions.contains(action) && $0.roles.contains(role) }
        }
        let theirs = person.roles.isEmpty ? "no role" : person.roles.sorted().map(\.rawValue).joined(separator: ", ")
        return "it is for \(roles.map(\.rawValue).joined(separator: " or ")); your roles are: \(theirs)"
    }
}
