import Casework
import Foundation

/// A case as a reviewer sees it, as far as the depth shows.
struct CaseViewText {
    let view: CaseView

    /// The text, and at the depth of the message its bytes below.
    var bytes: [UInt8] {
        var lines = [CaseTable(entries: [view.entry]).text, ""]
        lines += view.findings.flatMap(finding)
        if let sender = view.envelope.sender { lines.append("from: \(Self.printable(sender))") }
        if !view.envelope.recipients.isEmpty {
            lines.append("to: \(Self.printable(view.envelope.recipients.joined(separator: ", ")))")
        }
        if let subject = view.envelope.subject { lines.append("subject: \(Self.printable(subject))") }
        if let decision = view.decision { lines.append("decided: \(decision.rawValue)") }
        lines.append("judged by policy \(view.judgedBy.policyVersion)")
        var bytes = Array((lines.joined(separator: "\n") + "\n").utf8)
        if let message = view.message { bytes += Array("\n".utf8) + Self.printable(message.array) }
        for (index, message) in view.others.enumerated() {
            bytes +=
                Array("\n--- message \(index + 2) of \(view.others.count + 1)\n".utf8) + Self.printable(message.array)
        }
        return bytes
    }

    private func finding(_ finding: FindingView) -> [String] {
        let verdict = finding.verdict.map { ", judged \($0.rawValue)" } ?? ""
        var lines = [
            "\(finding.number). \(finding.category) \(Number.text(finding.confidence))  \(finding.polarity), about \(finding.about), "
                + "\(finding.explicit ? "said outright" : "inferred")  in \(Self.printable(finding.place))\(verdict)  (\(finding.rule))"
        ]
        if let sentence = finding.sentence { lines.append("   \(Self.printable(sentence))") }
        return lines
    }

    /// Control characters would let a sender steer the reviewer's terminal.
    private static func printable(_ text: String) -> String {
        String(decoding: printable(Array(text.utf8)), as: UTF8.self).replacing("\n", with: " ")
    }

    static func printable(_ bytes: [UInt8]) -> [UInt8] {
        guard Terminal.outputIsTerminal else { return bytes }
        return bytes.map { $0 < 0x20 && $0 != 0x0A && $0 != 0x09 || $0 == 0x7F ? 0x20 : $0 }
    }
}
