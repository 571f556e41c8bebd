import Crypto
import Detection
import Foundation
import GRDB
import Messages
import Vault

extension SQLiteCaseStore {
    /// Days after which the same message is no redelivery any more: as long as a mail server keeps trying.
    static let redeliveryDays = 5

    /// Puts a message under review.
    public func take(_ intake: CaseIntake, at time: Date) throws -> TakeResult {
        try write { try take(intake, at: time, $0) }
    }

    /// Puts many messages under review by one commit.
    public func takeMany(_ intakes: [CaseIntake], at time: Date) throws -> [TakeResult] {
        try write { database in try intakes.map { try take($0, at: time, database) } }
    }

    /// Puts under review what was sealed elsewhere.
    public func take(_ handOver: HandOver, at time: Date) throws -> [TakeResult] {
        try takeMany(try handOver.intakes(with: keys), at: time)
    }

    /// The public key of the newest epoch.
    public func sealingKey() throws -> PublicKey { try keys.sealing() }

    private func take(_ intake: CaseIntake, at time: Date, _ database: Database) throws -> TakeResult {
        let digests = IntakeDigests(intake, key: try keys.digest())
        switch intake.source {
        case .scan:
            try database.run(
                "INSERT OR IGNORE INTO source_digests VALUES (?)", [digests.source.data])
            if database.changesCount == 0 { return .known(nil) }
            if let number = try cover(intake, digests, at: time, database) { return .covered(number) }
            return .opened(try open(intake, digests, at: time, database))
        case .filter, .milter, .form:
            if let known = try redelivery(of: intake, digests, at: time, database) { return known }
            let covering = try cover(intake, digests, at: time, database)
            let number = try covering ?? open(intake, digests, at: time, database)
            try database.run(
                "INSERT OR REPLACE INTO redeliveries VALUES (?, ?, ?)",
                [digests.redelivery.data, number.description, CaseDay(time).number])
            try remember(digests.recipients.map(\.digest), of: digests.redelivery, database)
            return covering == nil ? .opened(number) : .covered(number)
        }
    }

    /// The case that covers it now, where one does.
    private func cover(
        _ intake: CaseIntake, _ digests: IntakeDigests, at time: Date, _ database: Database
    ) throws -> CaseNumber? {
        let likeness = Likeness(intake, key: try keys.digest())
        guard let row = try coveringCase(likeness, addresses: digests.recipients.map(\.lookup), database),
            try row.source == intake.source && !hasExecuted(row.number, database)
        else { return nil }
        try cover(intake, in: row, at: time, database)
        try remember(likeness, of: row.number, isQuoting: true, database)
        // Whoever wrote it is named in the case from now on.
        try remember(addresses: digests.addresses, of: row.number, database)
        return row.number
    }

    private func open(
        _ intake: CaseIntake, _ digests: IntakeDigests, at time: Date, _ database: Database
    ) throws -> CaseNumber {
        let number = try freeNumber(database)
        try database.run(
            """
            INSERT INTO cases (number, state, source, day, queue, level, deadline, at_deadline, epoch, policy_version,
                policy_digest, pack_digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                number.description, CaseState.queued.rawValue, intake.source.rawValue, CaseDay(time).number,
                intake.queue,
                intake.level,
                intake.deadline.map { Moment.seconds($0) / 3600 * 3600 }
                    ?? CaseDay(number: CaseDay(time).number + 8).start,
                intake.atDeadline.rawValue,
                Int(try keys.sealing().epoch), intake.judgedBy.policyVersion, intake.judgedBy.policyDigest.data,
                intake.judgedBy.packDigest.data,
            ])
        try setCategories(intake.categories, of: number, database)
        let sealed = [
            try insertPiece(intake.message.array, .message, of: number, database),
            try insertPiece(try Self.encode(intake.envelope), .envelope, of: number, database),
            try insertPiece(try Self.encode(intake.findings), .findings, of: number, database),
        ]
        try remember(addresses: digests.addresses, of: number, database)
        try remember(Likeness(intake, key: try keys.digest()), of: number, database)
        try append(
            AuditRecord(
                .taken, of: number, by: .machine, time: CaseDay(time).start, codes: [intake.source.rawValue],
                commitment: Self.commitment(to: sealed.map { Array(SHA256.hash(data: $0.content)) })),
            database)
        return number
    }

    /// SHA-256 over the contents' digests. Contents are sealed under keys of their own, so it says nothing of them.
    static func commitment(to digests: [[UInt8]]) -> [UInt8] {
        Array(SHA256.hash(data: digests.flatMap { $0 }))
    }

    private func freeNumber(_ database: Database) throws -> CaseNumber {
        while true {
            let number = CaseNumber.random()
            let isTaken = try database.has(
                "SELECT 1 FROM cases WHERE number = ?1 UNION ALL SELECT 1 FROM erased_cases WHERE number = ?1",
                [number.description])
            if !isTaken { return number }
        }
    }

    private func redelivery(
        of intake: CaseIntake, _ digests: IntakeDigests, at time: Date, _ database: Database
    ) throws -> TakeResult? {
        try database.run(
            "DELETE FROM redeliveries WHERE day < ?", [CaseDay(time).number - Self.redeliveryDays])
        let row = try database.row(
            "SELECT case_number FROM redeliveries WHERE digest = ?", [digests.redelivery.data])
        guard let row else { return nil }
        let number = try row.caseNumber("case_number")
        guard try !hasExecuted(number, database) else { return nil }
        let known = try Data.fetchSet(
            database, sql: "SELECT recipient FROM redelivery_recipients WHERE digest = ?",
            arguments: [digests.redelivery.data])
        let new = digests.recipients.filter { !known.contains($0.digest.data) }
        if new.isEmpty { return .known(number) }
        let current = try caseRow(number, database)
        // A decision was made for the recipients known then: for others the message is a case of its own.
        guard CaseTransition.states(for: .join).contains(current.state) else { return nil }
        try transition(current, .join, by: .machine, also: [.nothingExecuted], at: time, database)
        let ordinal = try Int.fetchOne(
            database, sql: "SELECT count(*) FROM pieces WHERE case_number = ? AND purpose = ?",
            arguments: [number.description, Int(SealBinding.Purpose.envelope.rawValue)])
        let piece = try insertPiece(
            try Self.encode(new.map(\.address)), .envelope, ordinal: ordinal ?? 1, of: number, database)
        try remember(new.map(\.digest), of: digests.redelivery, database)
        try remember(addresses: new.map(\.lookup), of: number, database)
        try append(
            AuditRecord(
                .joined, of: number, by: .machine, time: CaseDay(time).start,
                commitment: Self.commitment(to: [Array(SHA256.hash(data: piece.content))])), database)
        return .joined(number)
    }

    private func hasExecuted(_ number: CaseNumber, _ database: Database) throws -> Bool {
        try database.has(
            "SELECT 1 FROM effects WHERE case_number = ? AND state IN ('running', 'done')", [number.description])
    }

    private func remember(_ recipients: [[UInt8]], of digest: [UInt8], _ database: Database) throws {
        for recipient in recipients {
            try database.run(
                "INSERT OR IGNORE INTO redelivery_recipients VALUES (?, ?)", [digest.data, recipient.data])
        }
    }

    private func remember(addresses: [[UInt8]], of number: CaseNumber, _ database: Database) throws {
        for address in addresses {
            try database.run(
                "INSERT OR IGNORE INTO addresses VALUES (?, ?)", [address.data, number.description])
        }
    }
}
