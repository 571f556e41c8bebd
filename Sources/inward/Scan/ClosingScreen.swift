import Detection
import Foundation

/// The one screen a scan ends with, for a privacy officer.
struct ClosingScreen {
    /// Minutes to claim, judge and decide one case, reading apart.
    private static let minutesPerCase = 1.5
    /// Words a minute that an adult reads of ordinary prose (Brysbaert, How many words do we read per minute?,
    /// Journal of Memory and Language 109, 2019).
    private static let wordsPerMinute = 238.0

    let result: ScanPipeline.Result
    let seconds: Double
    let queues: Bool
    let skipped: Int

    /// The screen's text.
    var text: String {
        let totals = result.totals
        var lines = [
            "\(Number.count(totals.messages, "message")) read, \(Number.bytes(totals.bytes)) in \(String(format: "%.1f", seconds)) s",
            "",
            "\(share(totals.flagged, totals.messages)) look sensitive",
        ]
        for (category, number) in totals.categories.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            lines.append("    " + padded(Number.grouped(number), 7) + "  \(category.rawValue)")
        }
        if totals.flagged > 0 {
            lines.append("\(share(totals.aboutSender, totals.flagged)) of these are about the sender")
        }
        lines.append(
            "\(share(totals.held, totals.messages)) would be held by the policy: \(reading(totals)) of reading")
        if queues {
            lines.append(
                "\(Number.count(result.opened, "case")) opened"
                    + (result.known > 0 ? ", \(Number.grouped(result.known)) were there already" : ""))
        }
        if totals.danger > 0 {
            lines.append(
                "\(Number.count(totals.danger, "message")) may speak of somebody in danger: look at those first")
        }
        if totals.protected > 0 { lines.append("\(Number.count(totals.protected, "protected message")) not opened") }
        for (reason, number) in totals.unscannable.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            lines.append("\(Number.count(number, "message")) could not be read whole: \(reason.rawValue)")
        }
        if totals.withProblems > 0 {
            lines.append("\(Number.count(totals.withProblems, "message")) with problems (shown with --all)")
        }
        if skipped > 0 { lines.append("\(Number.count(skipped, "file")) passed over: no mail, no form export") }
        if result.end == .interrupted { lines.append("interrupted: the rest was not read") }
        return lines.joined(separator: "\n") + "\n"
    }

    private func reading(_ totals: ScanTotals) -> String {
        let minutes = Double(totals.wordsHeld) / Self.wordsPerMinute + Double(totals.held) * Self.minutesPerCase
        if minutes < 90 { return "about \(Int(minutes.rounded(.up))) minutes" }
        return String(format: "about %.1f hours", minutes / 60)
    }

    private func share(_ part: Int, _ whole: Int) -> String {
        let percent = whole == 0 ? 0 : Double(part) / Double(whole) * 100
        return "\(padded(Number.grouped(part), 7)) (\(String(format: "%.1f", percent))%)"
    }

    private func padded(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
