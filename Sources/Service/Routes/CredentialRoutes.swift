import Casework
import Foundation

/// What a new token is called, and when it ends.
struct TokenBody: Codable, Sendable {
    var label: String
    /// When it is revoked, where nothing is said.
    var expires: Date?
}

/// A new token, shown this once.
struct TokenAnswer: Codable, Sendable {
    var token: String
}

/// Tokens of an account, by their ids.
struct TokensAnswer: Codable, Sendable {
    var tokens: [TokenEntry]
}

/// A new password.
struct PasswordBody: Codable, Sendable {
    var password: String
}

/// What an authenticator app reads.
struct OneTimeCodesAnswer: Codable, Sendable {
    var link: String
}

/// Name, password and, where the account asks for it, a one-time code.
struct SignInBody: Codable, Sendable {
    var name: String
    var password: String
    var code: String?
}

extension Operations {
    /// How long a token holds that somebody got for a password.
    static let signedIn: TimeInterval = 12 * 3600

    var credentials: [Operation] { tokens + passwords }

    private var tokens: [Operation] {
        [
            Operation(
                method: .get, path: "/v1/accounts/{account}/tokens", id: "listTokens",
                summary: "The tokens of an account, by their ids.", access: .person,
                parameters: [Self.accountParameter], result: .json(TokensAnswer.self, "The tokens."),
                problems: Self.accountProblems
            ) { call in
                let (account, actor) = (try call.account, try call.actor)
                return try .json(
                    TokensAnswer(
                        tokens: try await store { try await $0.tokens(of: account, by: actor, at: call.time) }))
            },
            Operation(
                method: .post, path: "/v1/accounts/{account}/tokens", id: "issueToken",
                summary: "Makes a token and shows it, once.", access: .person, parameters: [Self.accountParameter],
                body: .json(TokenBody.self), result: .json(TokenAnswer.self, "The token.", status: .created),
                problems: Self.accountProblems
            ) { call in
                let (account, actor, body) = (try call.account, try call.actor, try call.json(TokenBody.self))
                let token = try await store {
                    try await $0.issueToken(
                        for: account, label: body.label, expires: body.expires, by: actor, at: call.time)
                }
                return try .json(TokenAnswer(token: token.text), status: .created)
            },
            Operation(
                method: .delete, path: "/v1/accounts/{account}/tokens/{token}", id: "revokeToken",
                summary: "Revokes a token by its id.", access: .person,
                parameters: [Self.accountParameter, .path("token", "The token's id.", .string)], result: .done,
                problems: Self.accountProblems
            ) { call in
                let (account, actor, id) = (try call.account, try call.actor, try call.text("token"))
                try await store { try await $0.revokeToken(id, of: account, by: actor, at: call.time) }
                return .done
            },
        ]
    }

    private var passwords: [Operation] {
        [
            Operation(
                method: .put, path: "/v1/accounts/{account}/password", id: "setPassword", summary: "Sets a password.",
                access: .person, parameters: [Self.accountParameter], body: .json(PasswordBody.self), result: .done,
                problems: Self.accountProblems
            ) { call in
                let (account, actor, body) = (try call.account, try call.actor, try call.json(PasswordBody.self))
                try await store { try await $0.setPassword(body.password, of: account, by: actor, at: call.time) }
                return .done
            },
            onAccount("password", "removePassword", "Takes a password away.", method: .delete) {
                try await $0.setPassword(nil, of: $1, by: $2, at: $3)
            },
            Operation(
                method: .post, path: "/v1/accounts/{account}/one-time-codes", id: "startOneTimeCodes",
                summary: "Asks for one-time codes beside the password from now on.", access: .person,
                parameters: [Self.accountParameter],
                result: .json(OneTimeCodesAnswer.self, "The link that an authenticator app reads."),
                problems: Self.accountProblems
            ) { call in
                let (account, actor) = (try call.account, try call.actor)
                let link = try await store {
                    try await $0.startOneTimeCodes(of: account, by: actor, at: call.time)
                }
                return try .json(OneTimeCodesAnswer(link: link))
            },
            onAccount("one-time-codes", "stopOneTimeCodes", "Stops asking for them.", method: .delete) {
                try await $0.stopOneTimeCodes(of: $1, by: $2, at: $3)
            },
            Operation(
                method: .post, path: "/v1/sign-in", id: "signIn",
                summary: "A token for twelve hours, for name, password and one-time code.", access: .anyone,
                body: .json(SignInBody.self), result: .json(TokenAnswer.self, "The token.", status: .created),
                problems: [.unauthorized, .tooManyRequests]
            ) { call in
                try signIns.take(at: call.time)
                let body = try call.json(SignInBody.self)
                let actor: ActorID
                do {
                    actor = try await store {
                        try await $0.actor(body.name, password: body.password, code: body.code, at: call.time)
                    }
                } catch {
                    // One that was locked out is refused as well; a store that is away is not.
                    let status = Problem(error).status
                    if status == .unauthorized || status == .tooManyRequests {
                        await refused.record(.signIn, at: call.time)
                    }
                    throw error
                }
                let token = try await store {
                    try await $0.issueToken(
                        for: actor, label: "sign-in", expires: call.time.addingTimeInterval(Self.signedIn), by: actor,
                        at: call.time)
                }
                return try .json(TokenAnswer(token: token.text), status: .created)
            },
        ]
    }
}
