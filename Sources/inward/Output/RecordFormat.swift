import ArgumentParser

/// How records are written.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable { case text, jsonl, csv, sarif }

/// Writes records as bytes. A format is a value that many threads use at once: it keeps nothing between records.
protocol RecordFormat: Sendable {
    /// What stands before the first record.
    var header: [UInt8] { get }
    /// Appends a record.
    func append(_ record: Record, to bytes: inout [UInt8])
    /// What stands between two records.
    var separator: [UInt8] { get }
    /// What stands after the last.
    var footer: [UInt8] { get }
}

extension RecordFormat {
    var header: [UInt8] { [] }
    var separator: [UInt8] { [] }
    var footer: [UInt8] { [] }
}
