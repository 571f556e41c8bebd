import Casework
import Foundation
import Logging
import ServiceLifecycle

/// Has the store do what is due by time, once a minute: requests end, deadlines escalate or release. Nothing is erased.
struct StoreClock: Service {
    let store: StoreCalls
    let refused: RefusedCalls
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    let report = try await store { try await $0.tick(at: Date()) }
                    logger.debug(
                        "tick", metadata: ["expired": "\(report.expired)", "escalated": "\(report.escalated)"])
                } catch {
                    logger.error("tick failed", metadata: ["reason": "\(Problem(error).code)"])
                }
                await refused.flush(at: Date())
                try? await Task.sleep(for: .seconds(60))
            }
        }
    }
}
