import Detection
import Foundation
import Messages

/// What the rules make of a text, for people who write rules.
struct Explanation {
    let detector: Detector
    let options: Detector.Options
    let minimum: Double

    /// Every finding, every hit that is none, and why.
    func text(of content: String, field: String?, prevalence: Double) -> String {
        var message = Message(kind: field == nil ? .email : .form, raw: Bytes())
        message.segments = [
            Segment(
                place: field.map(Place.field) ?? .body, part: field == nil ? "1" : "", text: Bytes(content),
                decoding: Decoding(source: 0..<0, steps: []))
        ]
        let assessment = detector.assess(message, options: options, scratch: DetectorScratch())
        var lines = [
            "language \(assessment.language), prevalence \(format(prevalence)), findings from \(format(minimum)) up"
        ]
        if assessment.findings.isEmpty { lines.append("\nNo rule hits this text.") }
        for finding in assessment.findings.sorted(by: { $0.confidence > $1.confidence }) {
            lines.append("")
            lines += describe(finding, in: message)
        }
        if !assessment.flags.isEmpty {
            lines.append("\nflags: " + assessment.flags.map(\.rawValue).sorted().joined(separator: ", "))
        }
        return lines.joined(separator: "\n")
    }

    private func describe(_ finding: Finding, in message: Message) -> [String] {
        let text = message.segments[finding.segment].text
        let verdict = finding.confidence >= minimum ? "FINDING" : "no finding"
        var lines = [
            "\(verdict)  \(finding.category.rawValue) \(format(finding.confidence))  \"\(text.slice(finding.bytes).string)\"",
            "  rule \(finding.rule), \(finding.polarity.rawValue), about \(finding.about.rawValue), "
                + (finding.explicit ? "said outright" : "inferred"),
        ]
        for evidence in finding.evidence {
            let words = evidence.bytes.map { "  \"\(text.slice($0).string)\"" } ?? ""
            lines.append("  \(String(format: "%+6.2f", evidence.weight))  \(evidence.feature)\(words)")
        }
        let known = finding.evidence.reduce(0) { $0 + $1.weight }
        let rate = Foundation.log(finding.confidence / max(1e-12, 1 - finding.confidence)) - known
        lines.append("  \(String(format: "%+6.2f", rate))  prevalence and small weights")
        return lines
    }

    private func format(_ value: Double) -> String { String(format: "%.2f", value) }
}
