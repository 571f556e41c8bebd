import Vault

/// Walks the audit trail in the order of its numbers and collects what is not as it was written.
struct AuditProof {
    private(set) var report = AuditReport(faults: [], count: 0, proven: 0)
    private var last: AuditRecord?
    private var expected = 1
    private var checkpoints: [Int: [UInt8]] = [:]

    /// Adds the next record. `numberOf` finds the record that has a hash.
    mutating func add(_ record: AuditRecord, numberOf: ([UInt8]) throws -> Int?) rethrows {
        addGap(before: record.number)
        report.count = record.number
        expected = record.number + 1
        defer {
            last = record
            checkpoints[record.number] = record.hash
        }
        guard record.hash == record.computedHash else {
            var moved = record
            moved.number = record.previous == AuditRecord.origin ? 1 : (try numberOf(record.previous) ?? 0) + 1
            let isMoved = moved.number != record.number && moved.computedHash == record.hash
            report.faults.append(isMoved ? .moved(at: record.number, was: moved.number) : .changed(record.number))
            return
        }
        let previous = last?.hash ?? (record.number == 1 ? AuditRecord.origin : nil)
        // This record is as it was written, so where the links differ the one before was written anew.
        if let previous, previous != record.previous, report.faults.last != .changed(record.number - 1) {
            report.faults.append(.changed(max(1, record.number - 1)))
        }
    }

    /// Adds a record that has a column of a type that was never written.
    mutating func addUnreadable(_ number: Int) {
        addGap(before: number)
        report.count = number
        expected = number + 1
        last = nil
        report.faults.append(.changed(number))
    }

    /// Adds that what is sealed beside a record is not as it was.
    mutating func addSealed(_ number: Int) { report.faults.append(.sealed(number)) }

    private mutating func addGap(before number: Int) {
        guard number > expected else { return }
        report.faults.append(.removed(expected))
        last = nil
    }

    /// Compares with a checkpoint.
    mutating func finish(_ checkpoint: Checkpoint, key: VerifyingKey) {
        guard checkpoint.isSigned(by: key) else { return report.faults.append(.badCheckpoint) }
        if checkpoint.number > report.count {
            report.faults.append(.cutOff(after: report.count, checkpoint: checkpoint.number))
        } else if checkpoints[checkpoint.number].map(Hex.text) != checkpoint.hash, report.faults.isEmpty {
            report.faults.append(.rewritten(checkpoint: checkpoint.number))
        } else {
            report.proven = checkpoint.number
        }
    }
}
