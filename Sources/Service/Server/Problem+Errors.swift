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
        case let error as VaultError: self = Problem(.internalServerError, "vault", "\(error)")
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
        self.init(status, code, "\(error)")
        if case .locked(let minutes) = error { retryAfter = minutes * 60 }
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
