import HTTPTypes
import Hummingbird
import Logging

/// The routes, made of the operations.
enum ServiceRouter {
    static func router(_ operations: [Operation], gate: Gate, logger: Logger) -> Router<BasicRequestContext> {
        let router = Router(context: BasicRequestContext.self)
        router.add(middleware: RequestGuard(logger: logger, paths: OperationPaths(operations)))
        for operation in operations {
            router.on(RouterPath(operation.path), method: operation.method) { request, context -> Response in
                let call = try await gate.call(operation, request, context)
                return try await operation.run(call).response
            }
        }
        return router
    }
}
