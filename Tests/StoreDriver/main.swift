// Works on a store, and prints a line after each answer. The durability tests run it on a disk that fails.
//
// StoreDriver STORE OUT: OUT has a maildir `Maildir`; a released message goes to `OUT/released.eml`.
// StoreDriver STORE: opens the store, which takes up what was left unfinished.

import Casework
import Detection
import Foundation
import Messages

/// A mail of its own for each name, with one finding.
func intake(_ name: String, _ source: SourceKind, size: Int = 0) -> CaseIntake {
    let text = "Message \(name): I have been on dialysis since May. " + String(repeating: "x", count: size)
    var message = Message(kind: .email, raw: Bytes("Subject: \(name)\r\n\r\n\(text)\r\n"))
    let decoding = Decoding(source: 0..<message.raw.count, steps: [])
    message.segments = [Segment(place: .body, part: "1", text: Bytes(text), decoding: decoding)]
    let finding = Finding(
        rule: "health.treatment", category: .health, polarity: .affirmed, about: .sender, explicit: true,
        confidence: 0.9, segment: 0, place: .body, part: "1", bytes: 20..<30, scalars: 20..<30, evidence: [])
    return CaseIntake(
        source: source, message: message.raw,
        envelope: CaseEnvelope(sender: "\(name)@client.example", recipients: ["desk@office.example"]),
        categories: [.health: 0.9],
        findings: KeptFindings([finding], in: message) { _ in "body" }, queue: "people",
        level: 1, judgedBy: JudgedBy(policyVersion: 1, policyDigest: [1], packDigest: [2]))
}

func say(_ words: String...) { FileHandle.standardOutput.write(Data((words.joined(separator: " ") + "\n").utf8)) }

func numbers(_ results: [TakeResult]) -> [CaseNumber] {
    results.compactMap { if case .opened(let number) = $0 { number } else { nil } }
}

func drive(_ storePath: String, _ out: String) throws {
    var now = Date(timeIntervalSince1970: 1_778_054_523)
    func later() -> Date {
        now += 10
        return now
    }
    let me = try ActorID("owner")
    let folder = StoreFolder(path: storePath)
    let store = try SQLiteCaseStore(folder: folder, creating: true, holder: "StoreDriver", at: later())
    say("ready")
    let small = numbers([try store.take(intake("small", .filter), at: later())])
    for number in small { say("queued", "\(number)") }
    let large = numbers([try store.take(intake("large", .filter, size: 150_000), at: later())])
    for number in large { say("queued", "\(number)") }
    let batch = numbers(
        try store.takeMany(
            [intake("one", .scan), intake("two", .scan, size: 70_000), intake("three", .scan)], at: later()))
    for number in batch { say("queued", "\(number)") }
    let all = small + large + batch
    for number in all {
        _ = try store.claim(number, by: me, lease: .seconds(600), at: later())
        say("claimed", "\(number)")
    }
    guard all.count == 5 else { throw CaseworkError.damaged(what: "fewer cases than messages") }
    try store.verdict(all[2], finding: 1, .wrong, by: me, at: later())
    say("verdict", "\(all[2])")
    _ = try store.show(all[1], depth: .message, reason: .misdirected, names: false, by: me, at: later())
    say("looked", "\(all[1])")
    func decide(_ number: CaseNumber, _ decision: Decision) throws {
        let result = try store.decide(number, decision, by: me, at: later())
        say(result.state == .closed ? decision.kind.rawValue : "failed", "\(number)", decision.destination ?? "-")
    }
    try decide(all[0], Decision(.release, why: "not-needed", text: "fine", destination: out + "/released.eml"))
    try decide(all[1], Decision(.release, why: "not-needed", destination: out + "/Maildir"))
    try decide(all[2], Decision(.release, why: "not-about-a-person"))
    try decide(all[3], Decision(.erase, why: "not-needed", text: "gone"))
    try store.returnToQueue(all[4], by: me, at: later())
    say("returned", "\(all[4])")
    say("end")
}

do {
    let arguments = CommandLine.arguments
    switch arguments.count {
    case 2:
        _ = try SQLiteCaseStore(
            folder: StoreFolder(path: arguments[1]), creating: true, holder: "StoreDriver",
            at: Date(timeIntervalSince1970: 1_778_055_000))
        say("open")
    case 3: try drive(arguments[1], arguments[2])
    default:
        FileHandle.standardError.write(Data("usage: StoreDriver STORE [OUT]\n".utf8))
        exit(64)
    }
} catch {
    FileHandle.standardError.write(Data("\(error)\n".utf8))
    exit(75)
}
