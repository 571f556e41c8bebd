import Vault

/// Walks the audit trail in the order of its numbers and collects what is not as it was written.
///
/// A record's hash covers its number, so a record that stands elsewhere is known by the number under which its hash is
/// right. Numbers that are nowhere are those of removed records.
struct AuditProof {
    /// How far from its number a moved record is looked for, beside where its neighbours lead.
    private static let reach = 64

    private var count = 0
    private var last: AuditRecord?
    private var lastIsWhole = false
    private var changed: [Int] = []
    private var sealed: [Int] = []
    /// Runs of numbers at which no record stands. Numbers are anything that a stranger wrote, so runs are never counted out.
    private var gaps: [Range<Int>] = []
    /// Records that were written under another number than they have.
    private var displaced: [(at: Int, was: Int)] = []
    /// The highest number under which a record was certainly written.
    private var highest = 0
    private let checkpoint: Int?
    private var checkpointHash: [UInt8]?

    /// - Parameter checkpoint: the record of which ``report(_:key:)`` will need the hash.
    init(checkpoint: Int?) { self.checkpoint = checkpoint }

    /// Adds the next record. `numberOf` finds the record that has a hash.
    ///
    /// - Returns: whether the record is as it was written, under its number.
    mutating func add(_ record: AuditRecord, numberOf: ([UInt8]) throws -> Int?) rethrows -> Bool {
        guard enter(record.number) else { return false }
        if record.number == checkpoint { checkpointHash = record.hash }
        let isWhole = record.hash == record.computedHash
        if isWhole {
            highest = record.number
            // This record is as it was written, so where the links differ the one before was written anew.
            let previous = record.number == 1 ? AuditRecord.origin : last?.hash
            if let previous, previous != record.previous, lastIsWhole || record.number == 1 {
                changed.append(max(1, record.number - 1))
            }
        } else if let was = try originalNumber(of: record, numberOf) {
            displaced.append((record.number, was))
            highest = max(highest, was)
        } else {
            changed.append(record.number)
        }
        last = record
        lastIsWhole = isWhole
        return isWhole
    }

    /// Adds a record that has a column of a type that was never written.
    mutating func addUnreadable(_ number: Int) {
        guard enter(number) else { return }
        changed.append(number)
        last = nil
        lastIsWhole = false
    }

    /// Adds that what is sealed beside a record is not as it was.
    mutating func addSealed(_ number: Int) { sealed.append(number) }

    /// Goes to the next number; false for one under which nothing is ever written.
    private mutating func enter(_ number: Int) -> Bool {
        guard AuditRecord.numbers.contains(number) else {
            changed.append(number)
            return false
        }
        if number - 1 > count {
            gaps.append(count + 1..<number)
            last = nil
            lastIsWhole = false
        }
        count = number
        return true
    }

    private func originalNumber(of record: AuditRecord, _ numberOf: ([UInt8]) throws -> Int?) rethrows -> Int? {
        let shift = displaced.last.map { $0.was - $0.at } ?? 0
        let led = try numberOf(record.previous).map { [$0 &+ 1, $0 &+ 1 &+ shift] } ?? []
        let near = (-Self.reach...Self.reach).map { record.number &+ $0 }
        let candidates = [record.number &+ shift] + led + near
        return candidates.first { candidate in
            var moved = record
            moved.number = candidate
            return AuditRecord.numbers.contains(candidate) && candidate != record.number
                && moved.computedHash == record.hash
        }
    }

    /// The report without a checkpoint.
    var report: AuditReport {
        let changes = changed.reduce(into: []) { if $0.last != $1 { $0.append($1) } }.map(AuditReport.Fault.changed)
        let faults = removedAndMoved + changes + sealed.map(AuditReport.Fault.sealed)
        return AuditReport(faults: faults.sorted { $0.position < $1.position }, count: count, proven: 0)
    }

    /// Numbers that are nowhere, as runs; and the records that stand elsewhere for another reason than that those before
    /// them were removed and the rest numbered anew.
    private var removedAndMoved: [AuditReport.Fault] {
        let missing = missing
        var faults = missing.map { AuditReport.Fault.removed($0.lowerBound) }
        var next = 0
        var before = 0
        for record in displaced.sorted(by: { $0.was < $1.was }) {
            while next < missing.count, missing[next].lowerBound < record.was {
                before += missing[next].count
                next += 1
            }
            if record.at != record.was - before { faults.append(.moved(at: record.at, was: record.was)) }
        }
        return faults
    }

    /// Runs of numbers up to the highest at which no record stands and from which none was moved away.
    private var missing: [Range<Int>] {
        let vacant = (gaps + displaced.map { $0.at..<$0.at + 1 }).sorted { $0.lowerBound < $1.lowerBound }
        let taken = displaced.map(\.was).sorted()
        var missing: [Range<Int>] = []
        var next = 0
        func add(_ from: Int, _ to: Int) {
            guard from < to, from <= highest else { return }
            let to = to - 1 > highest ? highest + 1 : to
            if let last = missing.last, last.upperBound == from {
                missing[missing.count - 1] = last.lowerBound..<to
            } else {
                missing.append(from..<to)
            }
        }
        for run in vacant {
            var from = run.lowerBound
            while next < taken.count, taken[next] < run.upperBound {
                if taken[next] >= from {
                    add(from, taken[next])
                    from = taken[next] + 1
                }
                next += 1
            }
            add(from, run.upperBound)
        }
        return missing
    }

    /// The report, compared with a checkpoint.
    func report(_ checkpoint: Checkpoint, key: VerifyingKey) -> AuditReport {
        var report = report
        if !checkpoint.isSigned(by: key) {
            report.faults.append(.badCheckpoint)
        } else if checkpoint.number > count {
            report.faults.append(.cutOff(after: count, checkpoint: checkpoint.number))
        } else if report.faults.isEmpty, checkpointHash.map(Hex.text) != checkpoint.hash {
            report.faults.append(.rewritten(checkpoint: checkpoint.number))
        } else if report.faults.isEmpty {
            report.proven = checkpoint.number
        }
        return report
    }
}
