import Casework
import Detection
import Foundation
import Messages
import Service

/// A store with reviewers and cases in a folder of its own, and `inward serve` on it.
final class LoadedService {
    private let folder: String
    private let process = Process()
    let address: ServiceAddress
    private(set) var tokens: [String] = []
    static let formToken = "token-of-the-load-tool"

    init(inward: String, patterns: String, cases: Int, clients: Int) async throws {
        folder = "/tmp/inward-load-\(ProcessInfo.processInfo.processIdentifier)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        address = try ServiceAddress("unix:\(folder)/socket")
        try fill(cases: cases, clients: clients)
        _ = FileManager.default.createFile(
            atPath: folder + "/form.token", contents: Data(Self.formToken.utf8), attributes: [.posixPermissions: 0o600])
        let settings = """
            listen: unix:\(folder)/socket
            store: \(folder)/store
            patterns: \(patterns)
            log: {level: info}
            forms:
              contact: {token-file: \(folder)/form.token, checks-a-minute: 10000000}
            """
        try Data(settings.utf8).write(to: URL(filePath: folder + "/inward.yaml"))
        process.executableURL = URL(filePath: inward)
        process.arguments = ["serve", "--config", folder + "/inward.yaml"]
        // Its log stands beside the store, so that both can be looked through afterwards.
        _ = FileManager.default.createFile(atPath: folder + "/log", contents: nil)
        process.standardError = FileHandle(forWritingAtPath: folder + "/log")
        try process.run()
        for _ in 0..<200 {
            if let reply = try? await ServiceClient(address).reply("GET", "/ready"), reply.status == 200 { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw LoadError("the service did not start")
    }

    private func fill(cases: Int, clients: Int) throws {
        let store = try SQLiteCaseStore(
            folder: StoreFolder(path: folder + "/store"), creating: true, holder: "the load tool", at: Date())
        var left = cases
        while left > 0 {
            let batch = (0..<min(left, 1000)).map { Self.intake(left - $0) }
            _ = try store.takeMany(batch, at: Date())
            left -= batch.count
        }
        let policy = "version: 1\nrules: []\ndecision-reasons: [not-needed]\n"
        let number = try store.proposeVersion(.policy, Array(policy.utf8), by: .owner, at: Date())
        try store.approveVersion(.policy, number, by: .owner, at: Date())
        let names = try (0..<clients).map { try ActorID("reviewer-\($0)") }
        for name in names { try store.addAccount(name, AccountSettings(roles: [.reviewer]), by: .owner, at: Date()) }
        tokens = try names.map {
            try store.issueToken(for: $0, label: "load", expires: nil, by: .owner, at: Date()).text
        }
    }

    private static func intake(_ number: Int) -> CaseIntake {
        let text = "Message \(number): I have been on dialysis since May."
        var message = Message(kind: .email, raw: Bytes("Subject: \(number)\r\n\r\n\(text)\r\n"))
        message.segments = [
            Segment(
                place: .body, part: "1", text: Bytes(text), decoding: Decoding(source: 0..<message.raw.count, steps: [])
            )
        ]
        let finding = Finding(
            rule: "health.treatment", category: .health, polarity: .affirmed, about: .sender, explicit: true,
            confidence: 0.9, segment: 0, place: .body, part: "1", bytes: 10..<20, scalars: 10..<20, evidence: [])
        return CaseIntake(
            source: .filter, message: message.raw,
            envelope: CaseEnvelope(sender: "a\(number)@client.example", recipients: ["desk@office.example"]),
            categories: [.health: 0.9], findings: KeptFindings([finding], in: message) { _ in "body" },
            queue: "people", level: 1, judgedBy: JudgedBy(policyVersion: 1, policyDigest: [1], packDigest: [2]))
    }

    /// Ends the service, and counts the files of its store and its log in which one of these words stands.
    func stop(lookingFor words: [String]) -> (files: Int, holding: Int) {
        process.terminate()
        process.waitUntilExit()
        let names = (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? [])
            .filter { $0 == "log" || $0.hasPrefix("store/") }
        let files = names.compactMap { FileManager.default.contents(atPath: folder + "/" + $0) }
        let holding = files.count { data in words.contains { data.range(of: Data($0.utf8)) != nil } }
        try? FileManager.default.removeItem(atPath: folder)
        return (files.count, holding)
    }
}

struct LoadError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
