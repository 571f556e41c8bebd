import Casework
import Foundation

/// Accounts as a list: no address, no secret.
struct AccountTable {
    let accounts: [Account]

    /// The table.
    var text: String {
        Columns.text([["account", "roles", "level", "queues", "unit", "signs in by", "state"]] + accounts.map(row))
    }

    private func row(_ account: Account) -> [String] {
        let settings = account.settings
        let means = [
            account.tokenCount > 0 ? "\(account.tokenCount) token\(account.tokenCount == 1 ? "" : "s")" : nil,
            account.hasPassword ? "password" : nil, account.hasOneTimeCodes ? "one-time codes" : nil,
        ].compactMap { $0 }
        let state =
            account.isActive ? account.waits ? "active, a change waits" : "active" : account.waits ? "waits" : "stopped"
        return [
            "\(account.id)", settings.roles.sorted().map(\.rawValue).joined(separator: ", "), "\(settings.level)",
            settings.queues.map { $0.sorted().joined(separator: ", ") } ?? "all", settings.unit ?? "-",
            means.isEmpty ? "nothing yet" : means.joined(separator: ", "), state,
        ]
    }

    /// A stand-in in a line.
    static func line(_ standIn: StandIn) -> String {
        "\(standIn.id)  \(standIn.deputy) stands in for \(standIn.absent) from \(CaseTable.time(standIn.starts)) until \(CaseTable.time(standIn.ends))"
    }
}

/// Rows in columns of equal width.
enum Columns {
    /// The rows, a line each.
    static func text(_ rows: [[String]]) -> String {
        let count = rows.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in
            rows.compactMap { $0.indices.contains(column) ? $0[column].count : nil }.max() ?? 0
        }
        return rows.map { row in
            var line = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }.joined(
                separator: "  ")[...]
            while line.last == " " { line.removeLast() }
            return String(line)
        }.joined(separator: "\n")
    }
}
