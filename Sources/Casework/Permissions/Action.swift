/// What an action is done to: it says which states there are.
public enum ActionObject: String, Sendable, CaseIterable {
    /// A case, in a state of ``CaseState``.
    case caseFile = "case"
    /// A request, in a state of ``RequestState``.
    case request
    /// Accounts, keys, the audit trail, versions: nothing with states that would matter.
    case store

    /// The states that an action on it can meet; one `-` where there are none.
    public var states: [String] {
        switch self {
        case .caseFile: CaseState.allCases.map(\.rawValue)
        case .request: RequestState.allCases.map(\.rawValue)
        case .store: ["-"]
        }
    }
}

/// Everything a person can ask of the store, by the name that `Permissions.csv` has for it.
public enum Action: String, Sendable, CaseIterable {
    // On a case.
    case list, claim, renew
    case returnToQueue = "return-to-queue"
    case reassign, look, identify, note
    case readNotes = "read-notes"
    case verdict, ask, protect, release
    case releaseRedacted = "release-redacted"
    case erase, escalate, settle
    // On a request.
    case readRequest = "read-request"
    case approve, narrow, refuse, revoke
    // On the store.
    case readWorkload = "read-workload"
    case readErasure = "read-erasure"
    case readReferences = "read-references"
    case readOwnAccount = "read-own-account"
    case readAccounts = "read-accounts"
    case changeAccounts = "change-accounts"
    case confirmAccounts = "confirm-accounts"
    case issueCredentials = "issue-credentials"
    case readCredentials = "read-credentials"
    case revokeCredentials = "revoke-credentials"
    case readStandIns = "read-stand-ins"
    case changeStandIns = "change-stand-ins"
    case endStandIns = "end-stand-ins"
    case readAudit = "read-audit"
    case checkpoint
    case readVersions = "read-versions"
    case proposeVersion = "propose-version"
    case approveVersion = "approve-version"
    case readSealingKey = "read-sealing-key"
    case readKeys = "read-keys"
    case changeKeys = "change-keys"
    case checkStore = "check-store"
    case backup

    /// What it is done to.
    public var object: ActionObject {
        switch self {
        case .list, .claim, .renew, .returnToQueue, .reassign, .look, .identify, .note, .readNotes, .verdict, .ask,
            .protect, .release, .releaseRedacted, .erase, .escalate, .settle:
            .caseFile
        case .readRequest, .approve, .narrow, .refuse, .revoke: .request
        default: .store
        }
    }

    /// The event of the case's state table that it is, where it is one.
    public var event: CaseEvent? {
        switch self {
        case .claim: .claim
        case .renew: .renew
        case .returnToQueue: .returnToQueue
        case .reassign: .reassign
        case .verdict: .verdict
        case .protect: .protect
        case .release: .release
        case .releaseRedacted: .releaseRedacted
        case .erase: .erase
        case .escalate: .escalate
        case .settle: .settle
        default: nil
        }
    }
}
