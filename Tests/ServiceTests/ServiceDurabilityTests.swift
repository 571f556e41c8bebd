import Casework
import FaultDisk
import Foundation
import Testing

/// The promise: an answer over HTTP is given only when nothing of it could be lost any more.
@Suite("A service on a disk that fails", .serialized)
struct ServiceDurabilityTests {
    private let scratch: ScratchFolder
    private let walk: FaultWalk?
    private static let isFull = ProcessInfo.processInfo.environment["INWARD_FULL"] == "1"

    init() throws {
        scratch = try ScratchFolder()
        let driver = URL(filePath: ProcessInfo.processInfo.arguments[0]).deletingLastPathComponent()
            .appending(path: "ServiceDriver").path
        let root = URL(filePath: scratch.path).resolvingSymlinksInPath().path
        walk = try FaultWalk(
            command: [driver, root + "/disk/store", root + "/disk/out", root + "/socket", Repository.patterns],
            scratch: root)
        if walk == nil { print("not run: ServiceDurabilityTests: there is no C compiler") }
    }

    private func prepare(_ disk: String) throws {
        for folder in ["tmp", "new", "cur"] {
            try FileManager.default.createDirectory(
                atPath: disk + "/out/Maildir/" + folder, withIntermediateDirectories: true)
        }
    }

    @Test("at every answer all that it says is on the disk")
    func answers() throws {
        guard let walk else { return }
        let run = try walk.run(stoppingAt: 0, prepare: prepare)
        #expect(run.status == 0)
        #expect(run.lines.last == "end")
        #expect(run.lines.count > 15)
        #expect(run.unsyncedAnswers.isEmpty)
        #expect(try faults(walk.disk, run.lines) == [])
    }

    @Test("stopped at any write and robbed of what was not synced, nothing that was answered is missing")
    func lost() throws { try walkAll(keeps: false) }

    @Test("killed at any write, nothing that was answered is missing")
    func killed() throws { try walkAll(keeps: true) }

    private func walkAll(keeps: Bool) throws {
        guard let walk else { return }
        let total = try walk.run(stoppingAt: 0, prepare: prepare).operations
        #expect(total > 300)
        var stops = 0
        for stop in stride(from: Self.isFull ? 1 : 17, through: total, by: Self.isFull ? 1 : 97) {
            let run = try walk.run(stoppingAt: stop, keeps: keeps, prepare: prepare)
            let faults = try faults(walk.disk, run.lines)
            #expect(faults == [], "stopped at operation \(stop): \(run.log.last ?? "")")
            if run.wasStopped { stops += 1 }
        }
        #expect(stops > 0)
        print("durability of the service: \(stops) of \(total) operations, \(keeps ? "killed" : "unsynced data lost")")
    }

    /// What is not as it was answered, in words; empty where all is.
    private func faults(_ disk: String, _ lines: [String]) throws -> [String] {
        let folder = StoreFolder(path: disk + "/store")
        guard folder.exists else { return lines.isEmpty ? [] : ["the store is gone"] }
        let now = Date()
        let store = try SQLiteCaseStore(folder: folder, creating: true, holder: "the test", at: now)
        var faults = try store.verifyAudit(against: nil).faults.map(\.description)
        guard lines.contains("ready") else { return faults }
        let reviewer = try ActorID("reviewer")
        let entries = try store.queue(QueueFilter(states: Set(CaseState.allCases)), by: reviewer, at: now)
        let words = lines.map { $0.split(separator: " ").map(String.init) }.filter { $0.count == 2 }
        for (number, word) in Dictionary(words.map { ($0[1], $0[0]) }, uniquingKeysWith: { $1 }) {
            let entry = entries.first { $0.number.description == number }
            faults += try Self.faults(word, entry, isErased: store.erasure(of: #require(CaseNumber(number))) != nil)
        }
        if words.contains(where: { $0[0] == "noted" }), let noted = words.first(where: { $0[0] == "noted" })?[1],
            let number = CaseNumber(noted), !words.contains(["returned", noted]),
            try store.notes(number, by: reviewer, at: now).map(\.text) != ["looked at twice"]
        {
            faults.append("a note is gone")
        }
        let left = try FileManager.default.contentsOfDirectory(atPath: disk + "/out/Maildir/tmp")
        if !left.isEmpty { faults.append("a temporary file is left") }
        return faults
    }

    /// The case is at least as far as the last answer about it says.
    private static func faults(_ word: String, _ entry: QueueEntry?, isErased: Bool) -> [String] {
        guard let entry else { return isErased && word != "release" ? [] : ["a case after '\(word)' is missing"] }
        switch word {
        case "queued": return []
        case "claimed", "verdict", "noted", "asked", "approved":
            return entry.owner == nil && entry.state == .queued && word != "noted" ? ["'\(word)' is gone"] : []
        case "release": return entry.state == .closed ? [] : ["a release is \(entry.state)"]
        case "erase": return ["an erased case is there"]
        case "returned": return entry.state == .queued ? [] : ["a returned case is \(entry.state)"]
        default: return ["an answer '\(word)'"]
        }
    }
}
