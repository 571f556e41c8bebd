import Detection
import Foundation
import GRDB
import Messages

extension SQLiteCaseStore {
    /// Records a look, then shows the case to its depth.
    public func show(
        _ number: CaseNumber, depth: Depth, reason: Purpose, by actor: ActorID, at time: Date
    ) throws -> CaseView {
        // Recorded and committed first: a look that is not in the trail has not happened.
        try write { database in
            _ = try caseRow(number, database)
            try append(
                AuditRecord(
                    .looked, of: number, by: actor, time: Moment.seconds(time),
                    codes: [depth.rawValue, reason.rawValue]), database)
        }
        return try read { try view(number, depth: depth, at: time, $0) }
    }

    private func view(_ number: CaseNumber, depth: Depth, at time: Date, _ database: Database) throws -> CaseView {
        let row = try caseRow(number, database)
        let verdicts = try verdicts(of: number, database)
        let kept = try findings(of: number, database)
        let findings = kept.findings.enumerated().map { index, finding in
            FindingView(finding, number: index + 1, depth: depth, verdict: verdicts[index + 1])
        }
        var envelope = try envelope(of: number, database)
        if depth < .message { envelope = envelope.addressesOnly }
        let message = depth < .message ? nil : try pieces(.message, of: number, database).first.map(Bytes.init)
        return CaseView(
            entry: try entry(row, at: time, database), depth: depth, findings: findings,
            findingsLeftOut: kept.leftOut, envelope: envelope,
            judgedBy: row.judgedBy, decision: row.decision, message: message)
    }

    func verdicts(of number: CaseNumber, _ database: Database) throws -> [Int: Verdict] {
        let rows = try database.rows(
            "SELECT finding, verdict FROM verdicts WHERE case_number = ?", [number.description])
        return try rows.reduce(into: [:]) { verdicts, row in
            verdicts[try row.integer("finding")] = try row.value("verdict", as: Verdict.self)
        }
    }

    /// Says whether a finding was right, and strikes it where it was not.
    public func verdict(
        _ number: CaseNumber, finding: Int, _ verdict: Verdict, by actor: ActorID, at time: Date
    ) throws {
        try write { database in
            let row = try caseRow(number, database)
            try transition(row, .verdict, by: actor, at: time, database)
            let findings = try findings(of: number, database).findings
            guard (1...max(1, findings.count)).contains(finding), !findings.isEmpty else {
                throw CaseworkError.unknownFinding(number, finding: finding, count: findings.count)
            }
            try database.run(
                "INSERT OR REPLACE INTO verdicts VALUES (?, ?, ?, ?, ?)",
                [number.description, finding, verdict.rawValue, actor.description, Moment.seconds(time)])
            try strike(findings, of: number, database)
            try append(
                AuditRecord(
                    .verdict, of: number, by: actor, time: Moment.seconds(time),
                    codes: ["\(finding)", verdict.rawValue]), database)
        }
    }

    /// A category stands in the clear as long as one of its findings was not found wrong.
    private func strike(_ findings: [CaseFinding], of number: CaseNumber, _ database: Database) throws {
        let wrong = try verdicts(of: number, database).filter { $0.value == .wrong }
        let standing = findings.enumerated().filter { wrong[$0.offset + 1] == nil }.map(\.element)
        var categories = try categories(of: number, database)
        for category in Set(findings.map(\.category)).compactMap(Detection.Category.init) {
            let confidences = standing.filter { $0.category == category.rawValue }.map(\.confidence)
            categories[category] = confidences.isEmpty ? nil : categories[category] ?? confidences.max()
        }
        try setCategories(categories, of: number, database)
    }
}

extension CaseEnvelope {
    /// What a look below the whole message shows: who wrote to whom, and in which language.
    fileprivate var addressesOnly: CaseEnvelope {
        var envelope = CaseEnvelope(
            sender: sender, author: author, recipients: recipients, date: date, language: language)
        envelope.kind = kind
        return envelope
    }
}
