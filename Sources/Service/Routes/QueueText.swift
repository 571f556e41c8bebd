import Casework
import Foundation

/// A listing as JSON, written straight: it is asked for more often than anything else, and the general encoder takes a
/// quarter of what the whole service does. A test holds it against the general encoder.
enum QueueText {
    static func answer(_ entries: [QueueEntry]) -> Answer {
        var text = "{\"cases\":["
        for (index, entry) in entries.enumerated() {
            if index > 0 { text += "," }
            write(entry, to: &text)
        }
        return Answer(mediaType: "application/json", body: Array((text + "]}").utf8))
    }

    /// Names in order, as ``Wire`` sorts them. What is written unquoted are numbers; what is quoted are codes of closed
    /// lists and names that are checked where they are made, but for the queue's.
    private static func write(_ entry: QueueEntry, to text: inout String) {
        text += "{\"categories\":{"
        for (index, category) in entry.categories.sorted(by: { $0.key.rawValue < $1.key.rawValue }).enumerated() {
            text += (index > 0 ? ",\"" : "\"") + category.key.rawValue + "\":" + number(category.value)
        }
        text += "},\"covers\":\(entry.covers),\"day\":\"\(entry.day)\""
        if let deadline = entry.deadline { text += ",\"deadline\":\"" + time(deadline) + "\"" }
        text += ",\"is_escalated\":" + (entry.isEscalated ? "true" : "false")
        text += ",\"is_protected\":" + (entry.isProtected ? "true" : "false")
        if let lease = entry.lease {
            text += ",\"lease\":{\"end\":\"" + time(lease.end) + "\",\"holder\":\"" + lease.holder.description + "\"}"
        }
        text += ",\"level\":\(entry.level),\"number\":\"\(entry.number)\""
        if let owner = entry.owner { text += ",\"owner\":\"" + owner.description + "\"" }
        text += ",\"queue\":" + JSON.quoted(entry.queue)
        text += ",\"source\":\"" + entry.source.rawValue + "\",\"state\":\"" + entry.state.rawValue + "\""
        if let request = entry.waitsFor { text += ",\"waits_for\":\"" + request.description + "\"" }
        text += "}"
    }

    private static func number(_ value: Double) -> String {
        let text = value.description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    private static func time(_ time: Date) -> String { time.formatted(.iso8601) }
}
