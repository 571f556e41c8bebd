import Casework
import Detection
import Foundation
import Messages
import Service
import Synchronization
import Testing

/// Twenty clients work while the service is killed again and again; `INWARD_KILLS` says how often, 3 without it.
@Suite("A service that is killed", .serialized)
struct KillTests {
    private static let clients = 20

    @Test("nothing that was answered is lost, no lease is given twice, and the trail is whole")
    func killed() async throws {
        let kills = Int(ProcessInfo.processInfo.environment["INWARD_KILLS"] ?? "") ?? 3
        let office = try KillOffice(clients: Self.clients)
        let answered = Answered()
        for round in 0..<kills {
            let server = try office.serve()
            try await office.waitUntilReady()
            await withDiscardingTaskGroup { group in
                for client in 0..<Self.clients {
                    group.addTask { await office.work(client, round, answered) }
                }
                // Another moment in each round; what matters is that all of them work.
                while answered.count < (round + 1) * (40 + 7 * (round % 5)) {
                    try? await Task.sleep(for: .milliseconds(2))
                }
                server.kill()
                answered.stop.store(true, ordering: .relaxed)
            }
            answered.stop.store(false, ordering: .relaxed)
            _ = server.finish()
        }
        let faults = try await office.faults(answered)
        #expect(faults == [])
        let (opened, claimed, decided) = answered.counts
        #expect(opened > kills && claimed > kills && decided > kills)
        print("kills: \(kills), answered before: \(opened) opened, \(claimed) claimed, \(decided) decided")
    }
}

/// What clients were answered.
private final class Answered: Sendable {
    struct All {
        var opened: Set<CaseNumber> = []
        var claims: [CaseNumber: Set<ActorID>] = [:]
        var decided: Set<CaseNumber> = []
    }

    let all = Mutex(All())
    let stop = Atomic<Bool>(false)

    var count: Int { all.withLock { $0.opened.count + $0.claims.count + $0.decided.count } }
    var counts: (Int, Int, Int) { all.withLock { ($0.opened.count, $0.claims.count, $0.decided.count) } }
}

/// A store with twenty reviewers, on which `inward serve` runs.
private struct KillOffice: Sendable {
    let folder: String
    let tokens: [String]
    private let scratch: ShortScratch
    private static let hook = "token-of-a-host-that-hands-over"
    private static let reviewers = (0..<20).compactMap { try? ActorID("reviewer-\($0)") }

    private final class ShortScratch: Sendable {
        let path = "/tmp/inward-kill-" + UUID().uuidString.prefix(8)
        deinit { try? FileManager.default.removeItem(atPath: path) }
    }

    init(clients: Int) throws {
        scratch = ShortScratch()
        folder = scratch.path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let store = try SQLiteCaseStore(
            folder: StoreFolder(path: folder + "/store"), creating: true, holder: "the test", at: Date())
        let now = Date()
        let policy = "version: 1\nrules: []\ndecision-reasons: [not-needed]\n"
        let number = try store.proposeVersion(.policy, Array(policy.utf8), by: .owner, at: now)
        try store.approveVersion(.policy, number, by: .owner, at: now)
        for name in Self.reviewers {
            try store.addAccount(name, AccountSettings(roles: [.reviewer]), by: .owner, at: now)
        }
        try store.addAccount(ActorID("auditor"), AccountSettings(roles: [.auditor], level: 0), by: .owner, at: now)
        tokens = try Self.reviewers.map {
            try store.issueToken(for: $0, label: "test", expires: nil, by: .owner, at: now).text
        }
        _ = FileManager.default.createFile(
            atPath: folder + "/hook.token", contents: Data(Self.hook.utf8), attributes: [.posixPermissions: 0o600])
        let settings = """
            listen: unix:\(folder)/socket
            store: \(folder)/store
            patterns: \(Repository.patterns)
            hooks: {mx: {token-file: \(folder)/hook.token}}
            """
        try Data(settings.utf8).write(to: URL(fileURLWithPath: folder + "/inward.yaml"))
    }

    private var address: ServiceAddress { .unix(path: folder + "/socket") }

    func serve() throws -> Running {
        try Tool().start(["serve", "--config", folder + "/inward.yaml"])
    }

    func waitUntilReady() async throws {
        for _ in 0..<600 {
            if let reply = try? await ServiceClient(address).reply("GET", "/ready"), reply.status == 200 { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw CocoaError(.fileReadUnknown)
    }

    /// Hands over, claims and decides until the service is gone.
    func work(_ client: Int, _ round: Int, _ answered: Answered) async {
        let (hook, reviewer) = (RemoteCaseStore(address), RemoteCaseStore(address))
        hook.use(token: Self.hook)
        reviewer.use(token: tokens[client])
        var turn = 0
        while !answered.stop.load(ordering: .relaxed) {
            turn += 1
            do {
                let text = "Round \(round), client \(client), message \(turn): dialysis since May."
                if case .opened(let number) = try await hook.take(Self.intake(text), at: Date()) {
                    answered.all.withLock { _ = $0.opened.insert(number) }
                }
                for claim in try await reviewer.claimNext(1, queue: nil, by: .owner, lease: .seconds(3600), at: Date())
                {
                    answered.all.withLock { _ = $0.claims[claim.number, default: []].insert(claim.lease.holder) }
                    guard (turn + client).isMultiple(of: 2) else { continue }
                    let decision = try Decision(.erase, why: "not-needed")
                    if try await reviewer.decide(claim.number, decision, by: .owner, at: Date()).state == .closed {
                        answered.all.withLock { _ = $0.decided.insert(claim.number) }
                    }
                }
            } catch {
                // Killed, or about to be: what was not answered is not claimed to be there.
                try? await Task.sleep(for: .milliseconds(5))
            }
        }
    }

    private static func intake(_ text: String) -> CaseIntake {
        var message = Message(kind: .email, raw: Bytes("Subject: x\r\n\r\n\(text)\r\n"))
        message.segments = [
            Segment(
                place: .body, part: "1", text: Bytes(text), decoding: Decoding(source: 0..<message.raw.count, steps: [])
            )
        ]
        let finding = Finding(
            rule: "health.treatment", category: .health, polarity: .affirmed, about: .sender, explicit: true,
            confidence: 0.9, segment: 0, place: .body, part: "1", bytes: 0..<8, scalars: 0..<8, evidence: [])
        return CaseIntake(
            source: .filter, message: message.raw,
            envelope: CaseEnvelope(sender: "\(text.hashValue)@client.example", recipients: ["desk@office.example"]),
            categories: [.health: 0.9], findings: KeptFindings([finding], in: message) { _ in "body" },
            queue: "people", level: 1, judgedBy: JudgedBy(policyVersion: 1, policyDigest: [1], packDigest: [2]))
    }

    /// What is not as it was answered, in words. The store opens by itself, as the next process would open it.
    func faults(_ answered: Answered) async throws -> [String] {
        let store = try SQLiteCaseStore(
            folder: StoreFolder(path: folder + "/store"), creating: false, holder: "the test", at: Date())
        var faults = try store.verifyAudit(against: nil).faults.map(\.description)
        let all = answered.all.withLock { $0 }
        let reviewer = Self.reviewers[0]
        let open = try store.queue(
            QueueFilter(states: Set(CaseState.allCases), limit: 1_000_000), by: reviewer, at: Date())
        let byNumber = Dictionary(uniqueKeysWithValues: open.map { ($0.number, $0) })
        for number in all.opened where byNumber[number] == nil {
            if try store.erasure(of: number) == nil { faults.append("a case that was answered is missing") }
        }
        for (number, holders) in all.claims {
            if holders.count > 1 { faults.append("a lease was given to \(holders.count)") }
            guard let entry = byNumber[number] else { continue }
            if entry.state == .queued { faults.append("a claim is gone") }
            if let owner = entry.owner, !holders.contains(owner) { faults.append("a lease is another's") }
        }
        for number in all.decided where try store.erasure(of: number)?.doneHere == nil {
            faults.append("a decision is gone")
        }
        return faults
    }
}
