import Casework
import Foundation
import Service

extension Calls {
    /// What happens by time: a notice, a request that ends, a deadline that passes.
    func clock(_ maildir: String) async throws {
        let (reviewer, approver) = (remote("reviewer"), remote("approver"))
        let numbers = try await take(["one", "two"])
        _ = try await reviewer.claim(numbers[0], by: me, lease: .seconds(600), at: now)
        try await answered("claim") {}
        let request = try await ask(reviewer, numbers[0], expires: now.addingTimeInterval(120))
        try await answered("approveRequest") { try await approver.approve(request, by: me, at: now) }
        try happened("notice") {
            _ = try store.writeNotice(
                to: maildir, from: "inward@office.example", to: "desk@office.example", at: now)
        }
        try happened("expiry") {
            let report = try store.tick(at: now.addingTimeInterval(180))
            guard report.expired == 1, report.escalated == 0 else {
                throw CaseworkError.damaged(what: "no request ended")
            }
        }
        try happened("deadline") {
            let report = try store.tick(at: now.addingTimeInterval(90 * 86_400))
            guard report.escalated == 2, report.released == 0 else {
                throw CaseworkError.damaged(what: "no deadline passed")
            }
        }
    }
}
