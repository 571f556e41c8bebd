import Casework
import HTTPTypes
import Hummingbird
import Vault

extension Problem {
    /// What to answer to an error. Errors of which nothing is known say nothing of themselves.
    init(_ error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let error as CaseworkError: self.init(error)
        case is VaultError:
            self = Problem(
                .internalServerError, "vault",
                "what is sealed could not be written or opened; the service's log says why")
        case let error as any HTTPResponseError: self = Self.of(error.status)
        default: self = Problem(.internalServerError, "failed", "the call failed; nothing was changed by it")
        }
    }

    private static func of(_ status: HTTPResponse.Status) -> Problem {
        switch status {
        case .notFound: Problem(.notFound, "no-such-call", "there is no such call; /openapi.json lists all")
        case .contentTooLarge: Problem(.contentTooLarge, "too-large", "the body is longer than the limit")
        default: Problem(status, "bad-request", "the request could not be read")
        }
    }

    private init(_ error: CaseworkError) {
        let (status, code) = Self.kind(of: error)
        self.init(status, code, Self.detail(error))
        if case .locked(let minutes) = error { retryAfter = minutes * 60 }
    }

    /// The error's words, without the paths of this machine.
    private static func detail(_ error: CaseworkError) -> String {
        switch error {
        case .destinationExists: "something stands at the destination, and is not overwritten"
        case .noStore, .noErasures: "the store is not as it should be; the service's log says why"
        default: "\(error)"
        }
    }

    /// What the log says of a failure: ours are in words that quote nothing, of others only the kind is known.
    static func reason(_ error: any Error) -> String {
        switch error {
        case let error as CaseworkError: "\(error)"
        case let error as VaultError: "\(error)"
        case let problem as Problem: problem.code
        default: "\(type(of: error))"
        }
    }

    private static func kind(of error: CaseworkError) -> (HTTPResponse.Status, String) {
        switch error {
        case .unknownCase: (.notFound, "unknown-case")
        case .unknownFinding: (.notFound, "unknown-finding")
        case .unknownRequest: (.notFound, "unknown-request")
        case .noAccount: (.notFound, "no-account")
        case .erased: (.gone, "erased")
        case .wrongState: (.conflict, "wrong-state")
        case .claimedByOther: (.conflict, "claimed-by-other")
        case .notClaimedByYou: (.conflict, "not-claimed")
        case .leaseOver: (.conflict, "lease-over")
        case .refused: (.conflict, "refused")
        case .waitsForAnswer: (.conflict, "waits-for-answer")
        case .notInDoubt: (.conflict, "not-in-doubt")
        case .noPolicy: (.conflict, "no-policy")
        case .accountExists: (.conflict, "account-exists")
        case .destinationExists: (.conflict, "destination-exists")
        case .forbidden: (.forbidden, "forbidden")
        case .notAuthenticated: (.unauthorized, "not-authenticated")
        case .locked: (.tooManyRequests, "locked")
        case .cannotRedact: (.unprocessableContent, "cannot-redact")
        case .needsDestination: (.unprocessableContent, "needs-destination")
        case .takesNoDestination: (.unprocessableContent, "takes-no-destination")
        case .needsMaildir: (.unprocessableContent, "needs-maildir")
        case .badCode: (.unprocessableContent, "bad-code")
        case .badAccount: (.unprocessableContent, "bad-account")
        case .excluded: (.unprocessableContent, "excluded")
        case .badGround: (.unprocessableContent, "bad-ground")
        case .badVersion: (.unprocessableContent, "bad-version")
        case .badReason: (.unprocessableContent, "bad-reason")
        case .badNote: (.unprocessableContent, "bad-note")
        case .badHandOver: (.unprocessableContent, "bad-hand-over")
        case .handOverToOldKey: (.conflict, "old-key")
        case .refusedElsewhere: (.conflict, "refused")
        case .noErasures, .damaged: (.internalServerError, "damaged")
        case .noStore, .database: (.serviceUnavailable, "store-away")
        }
    }
}
