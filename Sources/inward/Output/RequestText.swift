import Casework
import Foundation

/// Requests in words.
enum RequestText {
    /// A table of them.
    static func table(_ entries: [RequestEntry]) -> String {
        let rows = entries.map { entry in
            [
                "\(entry.id)", entry.state.rawValue, "\(entry.requester)", entry.purpose.rawValue, entry.depth.rawValue,
                entry.isByPerson && entry.cases.isEmpty ? "a person's" : "\(entry.cases.count)", "\(entry.level)",
                "\(entry.approvers.count) of \(entry.yesNeeded)", CaseTable.time(entry.answerBy),
                CaseTable.time(entry.expires),
            ]
        }
        let header = ["request", "state", "by", "reason", "depth", "cases", "level", "yes", "answer by", "ends"]
        return Columns.text([header] + rows)
    }

    /// What came of an answer.
    static func line(_ entry: RequestEntry) -> String {
        let more = entry.state == .asked ? ", and needs another person's yes" : ""
        return "\(entry.id): \(entry.state.rawValue)\(more)"
    }

    /// A request with everything.
    static func whole(_ view: RequestView) -> String {
        let basis = LawfulGrounds.list.filter {
            view.ground.basis == $0.code && $0.kind == .basis
                || view.ground.conditions.contains($0.code) && $0.kind != .basis
        }
        let lines: [String?] =
            [
                table([view.entry]), "",
                view.entry.cases.isEmpty ? nil : "cases: " + view.entry.cases.map { "\($0)" }.joined(separator: ", "),
            ] + basis.map { "ground: GDPR \($0.article), \($0.title)" } + [
                view.ground.provision.map { "provision: \($0)" }, view.ground.matter.map { "matter: \($0)" },
                "why less would not do: \(trimmed(view.ground.whyNotLess))",
                view.ground.balancing.map { "balancing: \(trimmed($0))" },
            ] + view.answers.map { "answer: \(trimmed($0))" }
        return lines.compactMap { $0 }.joined(separator: "\n")
    }

    private static func trimmed(_ text: String) -> String { text.trimmingCharacters(in: .whitespacesAndNewlines) }
}
