/// Why an operation on cases was refused or failed, in words. Never quotes a message, an address or a free text.
public enum CaseworkError: Error, Sendable, Equatable, CustomStringConvertible {
    /// No such case here.
    case unknownCase(CaseNumber)
    /// The event is not for a case in this state; `allowed` are the states it is for.
    case wrongState(CaseNumber, state: CaseState, event: CaseEvent, allowed: [CaseState])
    /// Somebody else holds it; `until` is the end of their lease.
    case claimedByOther(CaseNumber, until: String)
    /// The one who acts has not claimed it.
    case notClaimedByYou(CaseNumber)
    /// The claim has run out.
    case leaseOver(CaseNumber)
    /// A condition of the transition table does not hold; `needs` says which.
    case refused(CaseNumber, event: CaseEvent, needs: String)
    /// The case has no finding of this number.
    case unknownFinding(CaseNumber, finding: Int, count: Int)
    /// The message was erased, so there is nothing to show or decide.
    case erased(CaseNumber)
    /// What was found cannot be taken out, or it cannot be proved that it is gone; `reason` names parts, never text.
    case cannotRedact(CaseNumber, reason: String)
    /// A release needs a place to write the message to.
    case needsDestination(CaseNumber)
    /// The source kept its message, so nothing is written anywhere.
    case takesNoDestination(CaseNumber, source: SourceKind)
    /// Something stands at the destination already.
    case destinationExists(path: String)
    /// A code with other characters than letters, digits and `._-`, or too long.
    case badCode(what: String)
    /// The database holds something this program did not write.
    case damaged(what: String)
    /// The one who acts may not do this; `reason` says why.
    case forbidden(action: Action, reason: String)
    /// There is no such account, or it may not act.
    case noAccount(String)
    /// An account of this name is there.
    case accountExists(String)
    /// What an account was to be made of does not go together.
    case badAccount(reason: String)
    /// A token, password or code that is not valid. Says no more.
    case notAuthenticated
    /// Too many wrong passwords: the account can be tried again after a while.
    case locked(minutes: Int)
    /// The case waits for an answer to its holder's request.
    case waitsForAnswer(CaseNumber)
    /// The law does not let it; `article` of the GDPR says so.
    case excluded(article: String, reason: String)
    /// Something in a request is missing or does not go together.
    case badGround(reason: String)
    /// A policy or rule pack that cannot be a version; `reason` names file and line.
    case badVersion(reason: String)
    /// The reason of a decision is none of the policy's codes.
    case badReason(known: [String])
    /// A note without text, or too long.
    case badNote
    /// The delivery is not in doubt.
    case notInDoubt(CaseNumber)
    /// The case covers several messages, and a file takes one.
    case needsMaildir(CaseNumber, count: Int)
    /// The erasure log is not there or is none.
    case noErasures(path: String)
    /// What a host handed over is no hand-over.
    case badHandOver
    /// What a host handed over is sealed to a key that was destroyed since.
    case handOverToOldKey
    /// A service refused the call; in its words.
    case refusedElsewhere(reason: String)
    /// There is no such request.
    case unknownRequest(RequestID)
    /// There is no policy in force to say what needs an approval.
    case noPolicy
    /// The folder has no store.
    case noStore(path: String)
    /// The database failed.
    case database(reason: String)

    /// One sentence without a full stop.
    public var description: String {
        switch self {
        case .unknownCase(let number): "there is no case \(number)"
        case .wrongState(let number, let state, let event, let allowed):
            "case \(number) is \(state.rawValue); \(event.rawValue) is for cases that are "
                + (allowed.isEmpty ? "in no state" : allowed.map(\.rawValue).joined(separator: " or "))
        case .claimedByOther(let number, let until): "case \(number) is claimed by somebody else until \(until)"
        case .notClaimedByYou(let number): "case \(number) is not claimed by you"
        case .leaseOver(let number): "your claim of case \(number) has run out: claim it again"
        case .refused(let number, let event, let needs):
            "\(event.rawValue) of case \(number) is refused: it needs \(needs)"
        case .unknownFinding(let number, let finding, let count):
            "case \(number) has no finding \(finding): it has \(count)"
        case .erased(let number): "the message of case \(number) was erased"
        case .cannotRedact(let number, let reason): "case \(number) is not released redacted: \(reason)"
        case .needsDestination(let number):
            "releasing case \(number) writes its message out: name a maildir or a new file for it"
        case .takesNoDestination(let number, let source):
            "releasing case \(number) writes nothing: its message still stands where the \(source.rawValue) found it"
        case .destinationExists(let path): "\(path): exists and is not overwritten"
        case .badCode(let what): "\(what) should be up to 64 letters, digits, '.', '_' or '-'"
        case .damaged(let what): "the database is damaged: \(what)"
        case .forbidden(let action, let reason): "\(action.rawValue) is refused: \(reason)"
        case .noAccount(let id): "\(id): there is no such account, or it may not act"
        case .accountExists(let id): "\(id): there is an account of this name"
        case .badAccount(let reason): reason
        case .notAuthenticated: "the token, the password or the code is not valid"
        case .locked(let minutes): "too many wrong passwords: try again in \(minutes) minutes"
        case .waitsForAnswer(let number): "case \(number) waits for an answer to a request about it"
        case .excluded(let article, let reason): "GDPR \(article): \(reason)"
        case .badGround(let reason): reason
        case .badVersion(let reason): reason
        case .badReason(let known):
            "the reason is not among the decision-reasons of the policy in force: \(known.joined(separator: ", "))"
        case .badNote: "a note has some text, and at most 64 KiB of it"
        case .notInDoubt(let number): "case \(number) has no delivery in doubt"
        case .needsMaildir(let number, let count):
            "case \(number) covers \(count) messages: name a maildir, a file takes one"
        case .noErasures(let path):
            "\(path): is no erasure log; without one nothing is restored, unless you say that it is lost"
        case .badHandOver: "what was handed over is none: not sealed as it should be, or not what a hook may say"
        case .handOverToOldKey: "it is sealed to a key that was destroyed: take the newest public key"
        case .refusedElsewhere(let reason): reason
        case .unknownRequest(let id): "there is no request \(id)"
        case .noPolicy: "no policy is in force: propose one with 'inward policy propose' and have it approved"
        case .noStore(let path): "\(path): holds no store"
        case .database(let reason): "the database failed: \(reason)"
        }
    }

    /// A word for the audit trail where this is a refusal of something asked for; nil where it is a mistake or a failure.
    var refusalCode: String? {
        switch self {
        case .wrongState: "state"
        case .claimedByOther: "claimed-by-other"
        case .notClaimedByYou: "not-claimed"
        case .leaseOver: "lease-over"
        case .refused: "guard"
        case .waitsForAnswer: "waits-for-answer"
        case .noPolicy: "no-policy"
        case .forbidden: "permission"
        case .erased: "erased"
        case .excluded: "excluded"
        default: nil
        }
    }
}
