import FaultDisk
import Foundation
import Testing

@testable import Service

/// The same promise for every call that changes something: an answered one is there after a loss, one that was cut off is
/// there as a whole or not at all, and the store opens without a hand.
@Suite("Every writing call of a service on a disk that fails", .serialized)
struct CallDurabilityTests {
    static let scenarios = ["people", "requests", "cases", "clock", "upkeep"]
    /// Calls that write nothing, whoever makes them. Every other one has to be walked, those that read and record it too.
    static let writeNothing: Set<String> = [
        "health", "ready", "document", "me", "sealingKey", "notice", "thinLevels", "workload", "listQueue", "nextCase",
        "erasure", "reference", "resolveReference", "listRequests", "readRequest", "listAccounts", "listTokens",
        "listStandIns", "listVersions", "readVersion", "versionInForce", "listKeys", "listIncidents", "checkStore",
        "exportAudit",
    ]
    private static let isFull = ProcessInfo.processInfo.environment["INWARD_FULL"] == "1"
    /// Stops of one walk in the everyday size.
    private static let sampled = 3

    private let scratch: ScratchFolder
    private let root: String
    private let driver: String

    init() throws {
        scratch = try ScratchFolder()
        root = URL(filePath: scratch.path).resolvingSymlinksInPath().path
        driver =
            URL(filePath: ProcessInfo.processInfo.arguments[0]).deletingLastPathComponent()
            .appending(path: "ServiceDriver").path
    }

    private func walk(_ scenario: String) throws -> FaultWalk? {
        let walk = try FaultWalk(
            command: [
                driver, scenario, root + "/disk/store", root + "/disk/out", root + "/socket", Repository.patterns,
            ],
            scratch: root)
        if walk == nil { print("not run: CallDurabilityTests: there is no C compiler") }
        return walk
    }

    private func prepare(_ disk: String) throws {
        for folder in ["Maildir/tmp", "Maildir/new", "Maildir/cur", "backups"] {
            try FileManager.default.createDirectory(
                atPath: disk + "/out/" + folder, withIntermediateDirectories: true)
        }
    }

    private static func words(_ lines: [String], after word: String) -> [String] {
        lines.filter { $0.hasPrefix(word + " ") }.map { String($0.dropFirst(word.count + 1)) }
    }

    @Test(
        "the walks make every call that writes: one that is added has to be walked too; each answer is on the disk")
    func everyCall() async throws {
        var made: Set<String> = []
        for scenario in Self.scenarios {
            guard let walk = try walk(scenario) else { return }
            let run = try walk.run(stoppingAt: 0, prepare: prepare)
            #expect(run.status == 0 && run.lines.last == "end", "\(scenario): \(run.lines.last ?? "")")
            #expect(run.unsyncedAnswers.isEmpty, "\(scenario): \(run.unsyncedAnswers)")
            made.formUnion(Self.words(run.lines, after: "answered"))
        }
        let walked = made
        try await RunningService.run { service in
            let served = Set(service.operations.map(\.id))
            #expect(walked == served.subtracting(Self.writeNothing))
            #expect(Self.writeNothing.isSubset(of: served))
        }
    }

    @Test("stopped at any write and robbed of what was not synced, or killed", arguments: scenarios, [false, true])
    func stopped(scenario: String, keeps: Bool) throws {
        guard let walk = try walk(scenario) else { return }
        let whole = try walk.run(stoppingAt: 0, prepare: prepare)
        let states = Self.words(whole.lines, after: "state")
        let total = whole.operations
        // What comes before the first answer is the walk of the other suite.
        let first = whole.log.prefix { !$0.hasPrefix("answer ") }.count { $0.hasPrefix("operation ") } + 1
        #expect(first < total && states.count > 7)
        let step = Self.isFull ? 1 : max((total - first) / Self.sampled, 1)
        var stops = 0
        for stop in stride(from: first + (Self.isFull ? 0 : step / 2), through: total, by: step) {
            let run = try walk.run(stoppingAt: stop, keeps: keeps, prepare: prepare)
            // A walk can come out a few writes shorter than the first one; any other end is a fault.
            guard run.wasStopped else {
                #expect(run.status == 0 && run.lines.last == "end", "\(scenario), operation \(stop): it broke")
                continue
            }
            stops += 1
            #expect(try faults(walk, run.lines, states) == [], "\(scenario), operation \(stop): \(run.log.last ?? "")")
        }
        #expect(stops > 0)
        let how = keeps ? "killed" : "unsynced data lost"
        print("durability of \(scenario): \(stops) of \(total - first + 1) operations, \(how)")
    }

    /// What is not as it was answered after a restart, in words.
    private func faults(_ walk: FaultWalk, _ lines: [String], _ states: [String]) throws -> [String] {
        let report = try walk.resume(
            [driver, walk.disk + "/store", walk.disk + "/out/backups/copy", root + "/restored"], stoppingAt: 0)
        guard report.status == 0, let state = Self.words(report.lines, after: "state").first else {
            return ["the store does not open"]
        }
        var faults = Self.words(report.lines, after: "fault")
        // The first state is from before the first answer: what was answered is there, and at most the next call as a whole.
        let answers = Self.words(lines, after: "answered").count + Self.words(lines, after: "happened").count
        let expected = states[min(answers, states.count - 1)...min(answers + 1, states.count - 1)]
        if !expected.contains(state) {
            faults.append("after \(answers) answers: \(Self.difference(state, Array(expected)))")
        }
        let mails = lines.count { ["answered decide", "happened notice"].contains($0) }
        let delivered = try FileManager.default.contentsOfDirectory(atPath: walk.disk + "/out/Maildir/new").count
        if delivered < mails { faults.append("\(delivered) of \(mails) mails are there") }
        if lines.contains("answered protect"),
            !FileManager.default.fileExists(atPath: walk.disk + "/out/protected.eml")
        {
            faults.append("what was moved on is gone")
        }
        if lines.contains("answered backup"), !report.lines.contains("backup") { faults.append("the backup is gone") }
        return faults
    }

    /// What there is more and less than in each state that could be.
    private static func difference(_ state: String, _ expected: [String]) -> String {
        let here = Set(state.split(separator: ","))
        return expected.map { text in
            let there = Set(text.split(separator: ","))
            return "more \(here.subtracting(there).sorted()), less \(there.subtracting(here).sorted())"
        }.joined(separator: "; or: ")
    }
}
