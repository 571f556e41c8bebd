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
        case .needsDestination(let number):
            "releasing case \(number) writes its message out: name a maildir or a new file for it"
        case .takesNoDestination(let number, let source):
            "releasing case \(number) writes nothing: its message still stands where the \(source.rawValue) found it"
        case .destinationExists(let path): "\(path): exists and is not overwritten"
        case .badCode(let what): "\(what) should be up to 64 letters, digits, '.', '_' or '-'"
        case .damaged(let what): "the database is damaged: \(what)"
        case .noStore(let path): "\(path): holds no store"
        case .database(let reason): "the database failed: \(reason)"
        }
    }
}
