import Casework
import Foundation

/// Cases as a reviewer's list: what stands in the clear, and no more.
struct CaseTable {
    let entries: [QueueEntry]

    /// The table.
    var text: String {
        guard !entries.isEmpty else { return "Nothing waits." }
        let header = ["case", "state", "queue", "level", "due", "since", "from", "categories"]
        let rows = [header] + entries.map(row)
        return Columns.text(rows)
    }

    private func row(_ entry: QueueEntry) -> [String] {
        let categories = entry.categories.sorted { $0.key < $1.key }
            .map { "\($0.key.rawValue) \(Number.text($0.value))" }
        return [
            "\(entry.number)", entry.state.rawValue, entry.queue, "\(entry.level)",
            entry.deadline.map(Self.time) ?? "-", "\(entry.day)", entry.source.rawValue,
            (categories + marks(entry)).joined(separator: ", "),
        ]
    }

    private func marks(_ entry: QueueEntry) -> [String] {
        [
            entry.covers > 1 ? "covers \(entry.covers) messages" : nil, entry.isEscalated ? "escalated" : nil,
            entry.isProtected ? "protected" : nil, entry.waitsFor.map { "waits for \($0)" },
        ].compactMap { $0 }
    }

    /// A time to the minute, in UTC.
    static func time(_ date: Date) -> String {
        let text = date.formatted(.iso8601)
        return text.prefix(16).replacing("T", with: " ") + "Z"
    }
}
