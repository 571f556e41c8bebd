import FaultDisk
import Foundation
import Testing

@testable import Casework

/// The promise: every kind of commit is on disk before it is answered.
@Suite("A store on a disk that fails", .serialized)
struct DurabilityTests {
    let scratch: ScratchFolder
    let walk: FaultWalk?
    static let isFull = ProcessInfo.processInfo.environment["INWARD_FULL"] == "1"

    init() throws {
        scratch = try ScratchFolder()
        let driver = URL(filePath: ProcessInfo.processInfo.arguments[0]).deletingLastPathComponent()
            .appending(path: "StoreDriver").path
        let root = URL(filePath: scratch.path).resolvingSymlinksInPath().path
        walk = try FaultWalk(
            command: [driver, root + "/disk/store", root + "/disk/out"], scratch: root)
        if walk == nil { print("not run: DurabilityTests: there is no C compiler") }
    }

    private func prepare(_ disk: String) throws {
        for folder in ["tmp", "new", "cur"] {
            try FileManager.default.createDirectory(
                atPath: disk + "/out/Maildir/" + folder, withIntermediateDirectories: true)
        }
    }

    @Test("an answer is given only when nothing of it could be lost any more")
    func answers() throws {
        guard let walk else { return }
        let run = try walk.run(stoppingAt: 0, prepare: prepare)
        #expect(run.status == 0)
        #expect(run.lines.last == "end")
        #expect(run.log.count { $0.hasPrefix("answer ") } == run.lines.count)
        #expect(run.unsyncedAnswers.isEmpty)
        let whole = try Aftermath(walk.disk, run.lines)
        #expect(try whole.faults() == [])
    }

    @Test("stopped at any write and robbed of what was not synced, nothing that was answered is missing")
    func lost() throws { try walkAll(keeps: false) }

    @Test("killed at any write, nothing that was answered is missing")
    func killed() throws { try walkAll(keeps: true) }

    @Test("stopped again while what was left unfinished is taken up, nothing that was answered is missing")
    func lostTwice() throws {
        guard let walk else { return }
        let opening = Array(walk.command.prefix(2))
        let total = try walk.run(stoppingAt: 0, prepare: prepare).operations
        var stops = 0
        for stop in stride(from: 3, through: total, by: Self.isFull ? 9 : 61) {
            let lines = try walk.run(stoppingAt: stop, prepare: prepare).lines
            // Each stop at the next operation of the opening, on what the stop before has left.
            for second in stride(from: 1, through: 60, by: Self.isFull ? 1 : 4) {
                let run = try walk.resume(opening, stoppingAt: second)
                stops += 1
                if !run.wasStopped { break }
            }
            let faults = try Aftermath(walk.disk, lines).faults()
            #expect(faults == [], "stopped at operation \(stop), then again and again")
        }
        print("durability: \(stops) openings stopped after \(Self.isFull ? "every ninth" : "every 61st") operation")
    }

    private func walkAll(keeps: Bool) throws {
        guard let walk else { return }
        let total = try walk.run(stoppingAt: 0, prepare: prepare).operations
        #expect(total > 200)
        let step = Self.isFull ? 1 : 13
        var stops = 0
        for stop in stride(from: 1, through: total, by: step) {
            let run = try walk.run(stoppingAt: stop, keeps: keeps, prepare: prepare)
            #expect(run.wasStopped, "operation \(stop)")
            let faults = try Aftermath(walk.disk, run.lines).faults()
            #expect(faults == [], "stopped at operation \(stop): \(run.log.last ?? "")")
            stops += 1
        }
        print("durability: \(stops) of \(total) operations, \(keeps ? "killed" : "unsynced data lost")")
    }
}
