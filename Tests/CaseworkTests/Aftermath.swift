import Foundation
import GRDB

@testable import Casework

/// What is on a disk after a program was stopped, held against what the program had answered by then.
struct Aftermath {
    let disk: String
    let lines: [[String]]
    private let store: SQLiteCaseStore?

    /// Opens the store as the next process would, which takes up what was left unfinished.
    init(_ disk: String, _ lines: [String]) throws {
        self.disk = disk
        self.lines = lines.map { $0.split(separator: " ").map(String.init) }
        let folder = StoreFolder(path: disk + "/store")
        store =
            folder.exists
            ? try SQLiteCaseStore(folder: folder, creating: true, holder: "the test", at: Self.time) : nil
    }

    static let time = Date(timeIntervalSince1970: 1_778_060_000)

    /// In words; empty where all is as answered.
    func faults() throws -> [String] {
        guard let store else { return lines.isEmpty ? [] : ["the store is gone"] }
        var faults = try store.verifyAudit(against: nil).faults.map(\.description)
        let last = Dictionary(lines.filter { $0.count > 1 }.map { ($0[1], $0) }) { $1 }
        for (number, line) in last { faults += try check(number, line, store) }
        faults += try blobs(store) + maildir(store)
        return faults
    }

    /// The case is at least as far as the last answer about it says.
    private func check(_ text: String, _ line: [String], _ store: SQLiteCaseStore) throws -> [String] {
        guard let number = CaseNumber(text) else { return ["\(text) is no case number"] }
        let view: CaseView
        do {
            view = try store.show(
                number, depth: .message, reason: .incident, names: false, by: ActorID("owner"), at: Self.time)
        } catch CaseworkError.erased {
            // Decided, and perhaps answered.
            return ["claimed", "erase"].contains(line[0]) ? [] : ["case after \(line[0]) was erased"]
        } catch CaseworkError.unknownCase {
            return ["case that was answered (\(line[0])) is missing"]
        }
        let state = view.entry.state
        var faults: [String] = []
        switch line[0] {
        case "queued", "returned": if ![.queued, .claimed].contains(state) { faults.append("\(line[0]) is \(state)") }
        case "claimed", "verdict", "looked":
            if state == .queued, line[0] != "claimed" { faults.append("claim is gone") }
        case "release": if state != .closed { faults.append("released is \(state)") }
        case "erase": faults.append("erased is there")
        default: faults.append("answer \(line[0])")
        }
        if line.count > 2, line[0] == "release", line[2].hasSuffix(".eml") {
            let written = FileManager.default.contents(atPath: line[2]).map { [UInt8]($0) }
            if written != view.message?.array { faults.append("the released file is not the message") }
        }
        return faults
    }

    /// Every blob belongs to a case.
    private func blobs(_ store: SQLiteCaseStore) throws -> [String] {
        let files = try FileManager.default.contentsOfDirectory(atPath: disk + "/store/blobs")
        let known = try store.read { try String.fetchSet($0, sql: "SELECT blob FROM pieces WHERE blob NOT NULL") }
        return Set(files) == known ? [] : ["blobs \(files.count), known \(known.count)"]
    }

    /// A message that was released into the maildir is there once, one that was not is not; nothing is left in `tmp`.
    private func maildir(_ store: SQLiteCaseStore) throws -> [String] {
        let files = FileManager.default
        let new = try files.contentsOfDirectory(atPath: disk + "/out/Maildir/new")
        let left = try files.contentsOfDirectory(atPath: disk + "/out/Maildir/tmp")
        let outside = try files.contentsOfDirectory(atPath: disk + "/out")
        let done = try store.read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM effects WHERE kind = 'deliver' AND state = 'done'")
        }
        let released = new.count + (outside.contains("released.eml") ? 1 : 0)
        var faults: [String] = []
        if released != done { faults.append("\(done ?? 0) deliveries are done, \(released) messages are there") }
        if !left.isEmpty || outside.contains(where: { $0.hasSuffix(".tmp") }) {
            faults.append("a temporary file is left")
        }
        return faults
    }
}
