import Detection
import Foundation
import GRDB
import Messages

extension SQLiteCaseStore {
    /// Records a look, then shows the case to its depth.
    public func show(
        _ number: CaseNumber, depth: Depth, reason: Purpose, names: Bool, by actor: ActorID, at time: Date
    ) throws -> CaseView {
        // Recorded and committed first: a look that is not in the trail has not happened.
        try acting(names ? .identify : .look, on: number, by: actor, at: time) { database, person in
            let row = try caseRow(number, database)
            let grant = try grant(to: actor, number, depth: depth, reason: reason, at: time, database)
            let holds = try conditions(row, person, depth: depth, reason: reason, grant: grant, at: time, database)
            try allow(.look, row, person, also: holds, database)
            if names { try allow(.identify, row, person, also: holds, database) }
            try database.run(
                "INSERT OR IGNORE INTO looks VALUES (?, ?, ?)",
                [number.description, actor.description, depth.rawValue])
            try append(
                AuditRecord(
                    .looked, of: number, by: actor, time: Moment.seconds(time),
                    codes: try lookCodes(row, depth, reason, names: names, grant: grant, database)), database)
        }
        return try read { try view(number, depth: depth, names: names, at: time, $0) }
    }

    /// What a look showed, without what it showed: depth, purpose, request, and the findings that were listed.
    private func lookCodes(
        _ row: CaseRow, _ depth: Depth, _ reason: Purpose, names: Bool, grant: RequestID?, _ database: Database
    ) throws -> [String] {
        let count = try findings(of: row.number, database).findings.count
        let wrong = try verdicts(of: row.number, database).filter { $0.value == .wrong }.keys.sorted()
        return [depth.rawValue, reason.rawValue, "findings:\(count)"]
            + (wrong.isEmpty ? [] : ["wrong:" + wrong.map(String.init).joined(separator: ",")])
            + (names || depth == .message ? ["names"] : ["pseudonyms"]) + (grant.map { ["request:\($0)"] } ?? [])
    }

    /// What holds beside queue, level and names when somebody wants to look.
    private func conditions(
        _ row: CaseRow, _ person: Person, depth: Depth, reason: Purpose, grant: RequestID?, at time: Date,
        _ database: Database
    ) throws -> Set<Permissions.Condition> {
        if person.isSoleOwner { return [] }
        var holds: Set<Permissions.Condition> = []
        let isTheirs = row.holder == person.id && row.state == .claimed
        let needed = try levelNeeded(row, depth: depth, reason: reason, database)
        if grant != nil || needed == 0 { holds.insert(.approved) }
        if grant != nil || (isTheirs && row.lease(at: time) != nil) { holds.insert(.open) }
        if depth == .metadata {
            let waits = row.state == .queued && person.roles.contains(.reviewer) && person.worksIn(row.queue)
            if try isTheirs || waits || isAsked(row.number, person, database) { holds.insert(.open) }
        }
        let before = Depth.allCases.last { $0 < depth }
        let hasLooked = try before.map { before in
            try database.has(
                "SELECT 1 FROM looks WHERE case_number = ? AND actor = ? AND depth = ?",
                [row.number.description, person.id.description, before.rawValue])
        }
        if hasLooked ?? true { holds.insert(.step) }
        return holds
    }

    /// Whether a request about the case waits for an answer of this approver.
    private func isAsked(_ number: CaseNumber, _ person: Person, _ database: Database) throws -> Bool {
        guard person.roles.contains(.approver) else { return false }
        return try database.has(
            """
            SELECT 1 FROM request_cases JOIN requests ON id = request
                WHERE case_number = ? AND state = 'asked' AND requester <> ?
            """, [number.description, person.id.description])
    }

    private func view(
        _ number: CaseNumber, depth: Depth, names: Bool, at time: Date, _ database: Database
    ) throws -> CaseView {
        let row = try caseRow(number, database)
        let verdicts = try verdicts(of: number, database)
        let kept = try findings(of: number, database)
        var envelope = try envelope(of: number, database)
        let pseudonyms = names || depth == .message ? nil : CasePseudonyms(of: envelope)
        let findings = kept.findings.enumerated().map { index, finding in
            var view = FindingView(finding, number: index + 1, depth: depth, verdict: verdicts[index + 1])
            if let pseudonyms { view.sentence = view.sentence.map(pseudonyms.text) }
            return view
        }
        if depth < .message { envelope = envelope.addressesOnly }
        if let pseudonyms { envelope = pseudonyms.envelope(envelope) }
        let messages = depth < .message ? [] : try pieces(.message, of: number, database).map(Bytes.init)
        return CaseView(
            entry: try entry(row, at: time, database), depth: depth, findings: findings,
            findingsLeftOut: kept.leftOut, envelope: envelope,
            judgedBy: row.judgedBy, decision: row.decision, message: messages.first,
            others: Array(messages.dropFirst()))
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
        try acting(.verdict, on: number, by: actor, at: time) { database, person in
            let row = try caseRow(number, database)
            try allow(.verdict, row, person, database)
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
