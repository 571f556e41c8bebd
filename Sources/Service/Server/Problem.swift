import HTTPTypes

/// Why a call was refused or failed, as `application/problem+json` (RFC 9457). Says why and quotes nothing.
public struct Problem: Error, Sendable, Equatable, CustomStringConvertible {
    /// The answer's status.
    public var status: HTTPResponse.Status
    /// A word for programs, as in `not-claimed`: the end of the problem's type.
    public var code: String
    /// One sentence for people, without a full stop.
    public var detail: String
    /// Seconds after which it is worth trying again.
    public var retryAfter: Int?
    /// The methods that there are, where another was used.
    var allowed: [String] = []

    /// A problem.
    public init(_ status: HTTPResponse.Status, _ code: String, _ detail: String, retryAfter: Int? = nil) {
        self.status = status
        self.code = code
        self.detail = detail
        self.retryAfter = retryAfter
    }

    /// The sentence.
    public var description: String { detail }

    /// The body that is sent.
    struct Body: Codable, Sendable {
        /// `urn:inward:problem:` and the code.
        var type: String
        /// The status in words.
        var title: String
        var status: Int
        var detail: String
    }

    static let prefix = "urn:inward:problem:"
    static let mediaType = "application/problem+json"

    var body: Body {
        Body(type: Self.prefix + code, title: status.reasonPhrase, status: status.code, detail: detail)
    }

    /// A problem as it was received.
    init(_ body: Body) {
        self.init(
            HTTPResponse.Status(code: body.status), String(body.type.dropFirst(Self.prefix.count)), body.detail)
    }

    static func badRequest(_ detail: String) -> Problem { Problem(.badRequest, "bad-request", detail) }
    static func unprocessable(_ code: String, _ detail: String) -> Problem {
        Problem(.unprocessableContent, code, detail)
    }
    static let noToken = Problem(
        .unauthorized, "not-authenticated",
        "the token is missing or not valid: send 'Authorization: Bearer' and the token")
}
