import Casework
import Foundation
import HTTPTypes
import Hummingbird

/// What every call passes before its operation runs: who calls, what the query says, what the body is and how long.
struct Gate: Sendable {
    let tokens: DoorTokens
    let store: StoreCalls
    let limits: ServiceLimits
    let refused: RefusedCalls

    /// Reads a request for an operation.
    func call(_ operation: Operation, _ request: Request, _ context: some RequestContext) async throws -> Call {
        var call = Call(time: Date())
        call.headers = request.headers
        for parameter in operation.parameters where parameter.location == .path {
            call.path[parameter.name] = context.parameters.get(parameter.name)
        }
        do { call.caller = try await caller(operation, request.headers, call) } catch {
            if let reason = Self.reason(error, request.headers) { await refused.record(reason, at: call.time) }
            throw error
        }
        call.query = try query(operation, request)
        if let body = operation.body { call.body = try await read(body, request) }
        return call
    }

    private func caller(_ operation: Operation, _ headers: HTTPFields, _ call: Call) async throws -> Caller {
        if operation.access == .anyone { return .anyone }
        guard let token = Self.token(headers) else { throw Problem.noToken }
        switch operation.access {
        case .anyone: return .anyone
        case .anyForm: return try form(token)
        case .form:
            guard case .form(let name) = try form(token), name == call.path["form"] else {
                throw Problem(.forbidden, "forbidden", "the token is another form's")
            }
            return .form(name)
        case .hook: return try hook(token)
        case .person: return try await person(token, call.time)
        case .personOrHook:
            if let name = tokens.hook(token) { return .hook(name) }
            return try await person(token, call.time)
        }
    }

    /// What the audit trail says of a call that does not get past here; nil where the caller is known or the store is away.
    private static func reason(_ error: any Error, _ headers: HTTPFields) -> DoorRefusal? {
        switch Problem(error).status {
        case .unauthorized: token(headers) == nil ? .noToken : .wrongToken
        case .forbidden: .otherForm
        default: nil
        }
    }

    private func form(_ token: String) throws -> Caller {
        guard let name = tokens.form(token) else { throw Problem.noToken }
        return .form(name)
    }

    private func hook(_ token: String) throws -> Caller {
        guard let name = tokens.hook(token) else { throw Problem.noToken }
        return .hook(name)
    }

    private func person(_ token: String, _ time: Date) async throws -> Caller {
        .person(try await store { try await $0.actor(token: token, at: time) })
    }

    /// RFC 6750 section 2.1.
    private static func token(_ headers: HTTPFields) -> String? {
        guard let value = headers[.authorization], value.prefix(7).lowercased() == "bearer " else { return nil }
        let token = value.dropFirst(7).drop { $0 == " " }
        return token.isEmpty || token.utf8.count > 512 ? nil : String(token)
    }

    private func query(_ operation: Operation, _ request: Request) throws -> [String: String] {
        let known = operation.parameters.filter { $0.location == .query }.map(\.name)
        var query: [String: String] = [:]
        for (name, value) in request.uri.queryParameters {
            guard known.contains(String(name)) else {
                throw Problem.badRequest(
                    known.isEmpty
                        ? "the call takes no query"
                        : "the query names something unknown; known are \(known.joined(separator: ", "))")
            }
            guard query.updateValue(String(value), forKey: String(name)) == nil else {
                throw Problem.badRequest("'\(name)' stands twice in the query")
            }
        }
        return query
    }

    private func read(_ body: Operation.Body, _ request: Request) async throws -> [UInt8] {
        let mediaType = request.headers[.contentType].map { $0.prefix { $0 != ";" }.lowercased() }
        let limit =
            switch body.limit {
            case .standard: limits.body
            case .form: limits.formBody
            case .intake: limits.intakeBody
            }
        // Only the reading waits for the client, so only it can be kept waiting by one.
        let bytes = try await Deadline.run(limits.request) {
            Array(try await request.body.collect(upTo: limit).readableBytesView)
        }
        if bytes.isEmpty, !body.isRequired { return [] }
        guard let mediaType, body.mediaTypes.contains(mediaType.trimmingCharacters(in: .whitespaces)) else {
            throw Problem(
                .unsupportedMediaType, "media-type", "the body should be \(body.mediaTypes.joined(separator: " or "))")
        }
        return bytes
    }
}

/// A time after which something is given up.
enum Deadline {
    static func run<Result: Sendable>(
        _ time: Duration, _ body: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask { try await body() }
            group.addTask {
                try await Task.sleep(for: time)
                return nil
            }
            defer { group.cancelAll() }
            guard let first = try await group.next(), let result = first else {
                throw Problem(.requestTimeout, "too-slow", "the request did not arrive in time")
            }
            return result
        }
    }
}
