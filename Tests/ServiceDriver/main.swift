// Runs a service on a store, calls everything of it that writes, and prints a line after each answer. The durability tests
// run it on a disk that fails.
//
// ServiceDriver STORE OUT SOCKET PATTERNS: OUT has a maildir `Maildir`, and gets `released.eml`.
// ServiceDriver SCENARIO STORE OUT SOCKET PATTERNS: people, requests, cases, clock or upkeep; OUT has `backups` too.
// ServiceDriver STORE BACKUP SCRATCH: says what is in the store, and whether the backup is a whole one.

import Casework
import Detection
import Foundation
import Logging
import Messages
import Policy
import Service

func say(_ words: String...) { FileHandle.standardOutput.write(Data((words.joined(separator: " ") + "\n").utf8)) }

/// A mail of its own for each name, with one finding.
func intake(_ name: String, size: Int = 0) -> CaseIntake {
    let text = "Message \(name): I have been on dialysis since May. " + String(repeating: "x", count: size)
    var message = Message(kind: .email, raw: Bytes("Subject: \(name)\r\n\r\n\(text)\r\n"))
    let decoding = Decoding(source: 0..<message.raw.count, steps: [])
    message.segments = [Segment(place: .body, part: "1", text: Bytes(text), decoding: decoding)]
    let finding = Finding(
        rule: "health.treatment", category: .health, polarity: .affirmed, about: .sender, explicit: true,
        confidence: 0.9, segment: 0, place: .body, part: "1", bytes: 20..<30, scalars: 20..<30, evidence: [])
    return CaseIntake(
        source: .filter, message: message.raw,
        envelope: CaseEnvelope(sender: "\(name)@client.example", recipients: ["desk@office.example"]),
        categories: [.health: 0.9], findings: KeptFindings([finding], in: message) { _ in "body" }, queue: "people",
        level: 1, judgedBy: JudgedBy(policyVersion: 1, policyDigest: [1], packDigest: [2]))
}

/// The tokens of a reviewer and an approver in a store with a policy in force.
func makePeople(_ store: SQLiteCaseStore, _ policy: [UInt8]) throws -> (reviewer: String, approver: String) {
    let now = Date()
    let number = try store.proposeVersion(.policy, policy, by: .owner, at: now)
    try store.approveVersion(.policy, number, by: .owner, at: now)
    try store.addAccount(ActorID("reviewer"), AccountSettings(roles: [.reviewer]), by: .owner, at: now)
    try store.addAccount(ActorID("approver"), AccountSettings(roles: [.approver], level: 3), by: .owner, at: now)
    func token(_ name: String) throws -> String {
        try store.issueToken(for: ActorID(name), label: "x", expires: nil, by: .owner, at: now).text
    }
    return (try token("reviewer"), try token("approver"))
}

func drive(_ address: ServiceAddress, _ reviewerToken: String, _ approverToken: String) async throws {
    let (hook, reviewer, approver) = (RemoteCaseStore(address), RemoteCaseStore(address), RemoteCaseStore(address))
    hook.use(token: doorTokens["mx"] ?? "")
    reviewer.use(token: reviewerToken)
    approver.use(token: approverToken)
    let (me, now) = (ActorID.owner, Date())
    var numbers: [CaseNumber] = []
    for result in [
        try await hook.take(intake("small"), at: now), try await hook.take(intake("large", size: 150_000), at: now),
    ] + (try await hook.takeMany([intake("one"), intake("two", size: 70_000)], at: now)) {
        guard case .opened(let number) = result else { continue }
        numbers.append(number)
        say("queued", "\(number)")
    }
    let body = #"{"email":"ann@client.example","message":"I have epilepsy, and this is a form."}"#
    let form = ServiceClient(address, token: doorTokens["form"])
    let reply = try await form.reply(
        "POST", "/v1/forms/contact", body: Array(body.utf8), mediaType: "application/json")
    let receipt = try JSONDecoder().decode([String: String].self, from: Data(reply.body))["receipt"] ?? ""
    if let number = try await reviewer.caseNumber(ofReference: receipt) {
        numbers.append(number)
        say("queued", "\(number)")
    }
    guard numbers.count == 5 else { throw CaseworkError.damaged(what: "fewer cases than messages") }
    for number in numbers {
        _ = try await reviewer.claim(number, by: me, lease: .seconds(600), at: now)
        say("claimed", "\(number)")
    }
    try await reviewer.verdict(numbers[2], finding: 1, .wrong, by: me, at: now)
    say("verdict", "\(numbers[2])")
    try await reviewer.note(numbers[2], "looked at twice", by: me, at: now)
    say("noted", "\(numbers[2])")
    let ground = Ground(
        basis: "legitimate-interests", conditions: ["legal-claims"], whyNotLess: "it does not say who", matter: "M-1",
        balancing: "the sender wrote to us")
    let request = try await reviewer.ask(
        RequestIntake(
            scope: RequestScope(cases: [numbers[1]]), depth: .message, purpose: .misdirected, ground: ground,
            expires: now.addingTimeInterval(86_400)), by: me, at: now)
    say("asked", "\(numbers[1])")
    _ = try await approver.approve(request, by: me, at: now)
    say("approved", "\(numbers[1])")
    func decide(_ number: CaseNumber, _ kind: DecisionKind, to name: String? = nil) async throws {
        let decision = try Decision(kind, why: "not-needed", text: "fine", destination: name)
        let result = try await reviewer.decide(number, decision, by: me, at: now)
        say(result.state == .closed ? kind.rawValue : "failed", "\(number)")
    }
    try await decide(numbers[0], .release, to: "released.eml")
    try await decide(numbers[1], .release, to: "Maildir")
    try await decide(numbers[3], .erase)
    try await decide(numbers[4], .erase)
    try await reviewer.returnToQueue(numbers[2], by: me, at: now)
    say("returned", "\(numbers[2])")
    say("end")
}

/// The tokens of the form and of the host that hands over.
let doorTokens = ["form": "token-of-the-driver-form", "mx": "token-of-the-driver-mx"]

/// Tokens of one person of each kind, by role.
func makeOffice(_ store: SQLiteCaseStore, _ policy: [UInt8]) throws -> [String: String] {
    let (reviewer, approver) = try makePeople(store, policy)
    var tokens = ["reviewer": reviewer, "approver": approver]
    for role in [Role.administrator, .auditor] {
        let id = try ActorID(role.rawValue)
        try store.addAccount(id, AccountSettings(roles: [role], level: 0), by: .owner, at: Date())
        tokens[role.rawValue] = try store.issueToken(for: id, label: "x", expires: nil, by: .owner, at: Date()).text
    }
    return tokens
}

/// Serves the store and drives the service. The process ends with the last answer.
func run(_ storePath: String, _ out: String, _ socket: String, _ patterns: String, _ scenario: String? = nil)
    async throws
{
    let store = try SQLiteCaseStore(
        folder: StoreFolder(path: storePath), creating: true, holder: "ServiceDriver", at: Date())
    let policy = try Policy.load(path: patterns + "/policy.yaml")
    let source = policy.source + Array("levels: {message: 1}\n".utf8)
    let tokens = scenario == nil ? [:] : try makeOffice(store, source)
    let people = scenario == nil ? try makePeople(store, source) : ("", "")
    var settings = Configuration()
    settings.listen = [.unix(path: socket)]
    settings.releases = out
    settings.backups = out + "/backups"
    settings.forms = ["contact": FormDoor(tokenFile: socket + ".form", recipients: ["desk@office.example"])]
    settings.hooks = ["mx": HookDoor(tokenFile: socket + ".mx")]
    for (name, token) in doorTokens {
        _ = FileManager.default.createFile(
            atPath: "\(socket).\(name)", contents: Data(token.utf8), attributes: [.posixPermissions: 0o600])
    }
    var service = try InwardService(
        settings, store: store, patterns: try PatternFolder.load(path: patterns), policy: policy,
        logger: Logger(label: "driver") { _ in SwiftLogNoOpLogHandler() }, at: Date())
    service.keepsTime = false
    let (addresses, listening) = AsyncStream.makeStream(of: ListenAddress.self)
    service.onListening = { listening.yield($0) }
    let running = service
    let server = Task { try await running.run() }
    guard let address = await addresses.first(where: { _ in true }) else { return }
    say("ready")
    let calls = Calls(store: store, address: ServiceAddress(address), tokens: tokens)
    if scenario != nil { say("state", try StoreState.text(of: store)) }
    switch scenario {
    case nil: try await drive(ServiceAddress(address), people.0, people.1)
    case "people": try await calls.people()
    case "requests": try await calls.requests()
    case "cases": try await calls.cases()
    case "clock": try await calls.clock(out + "/Maildir")
    case "upkeep": try await calls.upkeep(source)
    default: throw CaseworkError.badNote
    }
    if scenario != nil { say("end") }
    server.cancel()
}

do {
    let arguments = CommandLine.arguments
    switch arguments.count {
    case 4: try StoreState.report(arguments[1], backup: arguments[2], scratch: arguments[3])
    case 5: try await run(arguments[1], arguments[2], arguments[3], arguments[4])
    case 6: try await run(arguments[2], arguments[3], arguments[4], arguments[5], arguments[1])
    default: throw CaseworkError.badNote
    }
    exit(0)
} catch {
    FileHandle.standardError.write(Data("\(error)\n".utf8))
    exit(75)
}
