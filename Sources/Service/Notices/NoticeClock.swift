import Casework
import Foundation
import Logging
import ServiceLifecycle

/// Tells reviewers and approvers that something waits, no more often than the configuration says. It runs beside everything
/// else: an address that does not answer keeps no case waiting, and is tried again a minute later.
struct NoticeClock: Service {
    let store: StoreCalls
    let settings: NoticeSettings
    let webhook: Webhook?
    let logger: Logger

    init(_ settings: NoticeSettings, store: StoreCalls, logger: Logger) throws {
        self.store = store
        self.settings = settings
        self.logger = logger
        webhook = try settings.webhook.map(Webhook.init)
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var (mailed, posted): (Date?, Date?)
            while !Task.isCancelled {
                let now = Date()
                if isDue(mailed, now), await mail(at: now) { mailed = now }
                if isDue(posted, now), await post(at: now) { posted = now }
                try? await Task.sleep(for: .seconds(60))
            }
        }
    }

    private func isDue(_ last: Date?, _ now: Date) -> Bool {
        guard let last else { return true }
        return now.timeIntervalSince(last) >= settings.every / .seconds(1)
    }

    /// Writes a mail; whether one was written.
    func mail(at time: Date) async -> Bool {
        guard let mail = settings.mail else { return false }
        do {
            return try await store {
                try await $0.writeNotice(to: mail.maildir, from: mail.from, to: mail.to, at: time)
            }
        } catch {
            logger.error("a notice was not written", metadata: ["reason": "\(Problem.reason(error))"])
            return false
        }
    }

    /// Sends to the webhook; whether it was taken.
    func post(at time: Date) async -> Bool {
        guard let webhook else { return false }
        do {
            guard let notice = try await store({ try await $0.notice(at: time) }) else { return false }
            let status = try await webhook.send(notice.json, at: time)
            guard (200..<300).contains(status) else {
                logger.warning("a notice was not taken", metadata: ["status": "\(status)"])
                return false
            }
            return true
        } catch {
            logger.warning("a notice was not sent", metadata: ["reason": "\(Problem.reason(error))"])
            return false
        }
    }
}
