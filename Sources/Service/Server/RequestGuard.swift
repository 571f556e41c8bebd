import Foundation
import HTTPTypes
import Hummingbird
import Logging

/// Stands around every call: errors become problems, and each call is one line in the log. Of a call only its
/// kind is known there: no path as it was sent, since it can name a case, no query, no address, no text.
struct RequestGuard: RouterMiddleware {
    typealias Context = BasicRequestContext
    let logger: Logger
    let paths: OperationPaths

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        let response: Response
        do {
            response = try await next(request, context)
        } catch {
            let problem = problem(error, request)
            if problem.status.kind == .serverError {
                logger.error("failed", metadata: ["reason": "\(Problem.reason(error))", "id": "\(context.id)"])
            }
            response = Self.response(problem)
        }
        let passed = ContinuousClock.now - start
        let milliseconds = passed / .milliseconds(1)
        let route = context.endpointPath.map { $0 == "NotFound" ? "-" : $0 } ?? "-"
        let status = response.status.code
        logger.log(
            level: status >= 500 ? .error : .info, "call",
            metadata: [
                "method": "\(Self.known(request.method))", "route": "\(route)", "status": "\(status)",
                "ms": "\((milliseconds * 10).rounded() / 10)", "id": "\(context.id)",
            ])
        return response
    }

    private func problem(_ error: any Error, _ request: Request) -> Problem {
        let problem = Problem(error)
        guard problem.status == .notFound, problem.code == "no-such-call" else { return problem }
        let allowed = paths.methods(of: request.uri.path)
        guard !allowed.isEmpty else { return problem }
        var other = Problem(.methodNotAllowed, "method", "the path takes \(allowed.joined(separator: " and "))")
        other.allowed = allowed
        return other
    }

    /// A method could be any word.
    private static func known(_ method: HTTPRequest.Method) -> String {
        let known: [HTTPRequest.Method] = [.get, .head, .post, .put, .delete, .patch, .options, .trace, .connect]
        return known.contains(method) ? method.rawValue : "-"
    }

    static func response(_ problem: Problem) -> Response {
        var answer = Answer(status: problem.status, mediaType: Problem.mediaType)
        answer.body = (try? Wire.encode(problem.body)) ?? []
        var response = answer.response
        if let seconds = problem.retryAfter { response.headers[.retryAfter] = "\(seconds)" }
        if problem.status == .unauthorized { response.headers[.wwwAuthenticate] = "Bearer" }
        if !problem.allowed.isEmpty { response.headers[.allow] = problem.allowed.joined(separator: ", ") }
        return response
    }
}

extension Answer {
    /// As Hummingbird sends it. What is answered here is for the one who asked, and nothing keeps it.
    var response: Response {
        var headers = HTTPFields()
        if let mediaType { headers[.contentType] = mediaType }
        headers[.cacheControl] = "no-store"
        headers[.xContentTypeOptions] = "nosniff"
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: body)))
    }
}

/// Which methods a path has, to say so where another was used.
struct OperationPaths: Sendable {
    private let operations: [(parts: [Substring], method: String)]

    init(_ operations: [Operation]) {
        self.operations = operations.map { ($0.path.split(separator: "/"), $0.method.rawValue) }
    }

    func methods(of path: String) -> [String] {
        let parts = path.split(separator: "/")
        return Set(
            operations.filter { operation in
                operation.parts.count == parts.count
                    && zip(operation.parts, parts).allSatisfy { $0 == $1 || $0.hasPrefix("{") }
            }.map(\.method)
        ).sorted()
    }
}
