import Detection
import Messages
import Policy

/// What a scan came to, in counts.
struct ScanTotals: Sendable {
    var bytes = 0
    var messages = 0
    var protected = 0
    var flagged = 0
    var aboutSender = 0
    var held = 0
    /// Words in the texts of messages that would be held.
    var wordsHeld = 0
    var unscannable: [Unscannable: Int] = [:]
    var withProblems = 0
    var danger = 0
    var categories: [Detection.Category: Int] = [:]

    /// Counts a message that was kept closed.
    mutating func count(protected raw: RawMessage) {
        messages += 1
        protected += 1
    }

    /// Counts a message.
    mutating func count(_ record: Record, _ message: Message) {
        messages += 1
        if record.isFlagged { flagged += 1 }
        if record.findings.contains(where: { $0.about == .sender }) { aboutSender += 1 }
        for entry in record.categories { categories[entry.category, default: 0] += 1 }
        if let unscannable = record.unscannable { self.unscannable[unscannable, default: 0] += 1 }
        if !record.problems.isEmpty { withProblems += 1 }
        if record.flags.contains(Flag.danger.rawValue) { danger += 1 }
        if record.disposition >= .quarantine {
            held += 1
            wordsHeld += message.segments.reduce(0) { $0 + $1.text.count } / 6
        }
    }

    /// Adds the counts of another part.
    mutating func add(_ other: ScanTotals) {
        bytes += other.bytes
        messages += other.messages
        protected += other.protected
        flagged += other.flagged
        aboutSender += other.aboutSender
        held += other.held
        wordsHeld += other.wordsHeld
        withProblems += other.withProblems
        danger += other.danger
        unscannable.merge(other.unscannable, uniquingKeysWith: +)
        categories.merge(other.categories, uniquingKeysWith: +)
    }
}
