import Foundation
import GRDB
import Vault

/// Whether there are people for what the policy asks, and how they hear that something waits.
extension SQLiteCaseStore {
    /// Levels that the policy in force asks for and fewer than two approvers hold.
    public func thinLevels(at time: Date) throws -> [ThinLevel] {
        try read { database in
            guard let policy = try policyInForce(database) else { return [] }
            let approvers = try accounts(at: time, database).filter {
                $0.isActive && $0.settings.roles.contains(.approver)
            }
            return Set(policy.levels.values).sorted().compactMap { level in
                let holders = approvers.count { $0.settings.level >= level }
                guard holders < 2 else { return nil }
                return ThinLevel(
                    level: level, asked: policy.levels.filter { $0.value == level }.keys.sorted(), holders: holders)
            }
        }
    }

    private struct Waiting: Codable {
        struct Queue: Codable {
            var queue: String
            var waiting: Int
            var overdue: Int
            var nextDeadline: String?
        }
        var time: String
        var queues: [Queue]
        /// Requests that wait for an answer.
        var requests: Int
        var answerBy: String?
    }

    private func waiting(at time: Date) throws -> Waiting? {
        try read { database in
            let rows = try database.rows(
                """
                SELECT queue, count(*) AS waiting, sum(deadline <= ?) AS overdue, min(deadline) AS next FROM cases
                    WHERE state IN ('queued', 'claimed') AND (state = 'queued' OR (lease_end <= ? AND asked IS NULL))
                    GROUP BY queue ORDER BY queue
                """, [Moment.seconds(time), Moment.seconds(time)])
            let queues = try rows.map { row in
                Waiting.Queue(
                    queue: try row.text("queue"), waiting: try row.integer("waiting"),
                    overdue: try row.integer("overdue"),
                    nextDeadline: try row.optionalInteger("next").map { Moment.text(Moment.date($0)) })
            }
            let asked = try database.row(
                "SELECT count(*) AS count, min(answer_by) AS next FROM requests WHERE state = 'asked' AND answer_by > ?",
                [Moment.seconds(time)])
            let count = try asked?.integer("count") ?? 0
            guard !queues.isEmpty || count > 0 else { return nil }
            return Waiting(
                time: Moment.text(time), queues: queues, requests: count,
                answerBy: try asked?.optionalInteger("next").map { Moment.text(Moment.date($0)) })
        }
    }

    /// What waits, signed.
    public func notice(at time: Date) throws -> Notice? {
        try waiting(at: time).map(signed)
    }

    private func signed(_ waiting: Waiting) throws -> Notice {
        let json = try Self.encode(waiting)
        return Notice(json: json, signature: Hex.text(try keys.signing().sign(json)))
    }

    /// The same as a mail into a maildir.
    public func writeNotice(to maildir: String, from: String, to: String, at time: Date) throws -> Bool {
        guard let waiting = try waiting(at: time) else { return false }
        let notice = try signed(waiting)
        for address in [from, to] where address.isEmpty || address.contains(where: { $0.isNewline || $0 == "\0" }) {
            throw CaseworkError.badCode(what: "an address of a notice")
        }
        let count = waiting.queues.reduce(0) { $0 + $1.waiting }
        let date = time.formatted(
            Date.VerbatimFormatStyle(
                format:
                    "\(weekday: .abbreviated), \(day: .twoDigits) \(month: .abbreviated) \(year: .defaultDigits) \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits):\(second: .twoDigits) +0000",
                locale: Locale(identifier: "en_US_POSIX"), timeZone: .gmt, calendar: Calendar(identifier: .gregorian)))
        let lines =
            [
                "From: \(from)", "To: \(to)", "Date: \(date)", "Auto-Submitted: auto-generated",
                "Subject: Inward: \(count) cases and \(waiting.requests) requests wait",
                "Content-Type: text/plain; charset=utf-8", "X-Inward-Notice-Signature: \(notice.signature)", "",
            ]
            + waiting.queues.map { queue in
                "queue \(queue.queue): \(queue.waiting) wait, \(queue.overdue) overdue"
                    + (queue.nextDeadline.map { ", next deadline \($0)" } ?? "")
            } + ["requests: \(waiting.requests)" + (waiting.answerBy.map { ", answer by \($0)" } ?? ""), "", ""]
            + [String(decoding: notice.json, as: UTF8.self), ""]
        let destination = try MessageDestination(path: maildir, name: Hex.text(Secret.random(16)))
        guard destination.takesMany else { throw CaseworkError.destinationExists(path: maildir) }
        try destination.write { try $0(Array(lines.joined(separator: "\n").utf8)) }
        return true
    }
}
