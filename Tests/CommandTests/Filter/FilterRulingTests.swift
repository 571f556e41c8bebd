import Foundation
import Testing

@Suite("filter: what becomes of a message") struct FilterRulingTests {
    let scratch: Scratch
    let inward = Tool()

    init() throws { scratch = try Scratch() }

    /// The disposition that a message leaves with.
    private func disposition(_ body: String, _ arguments: [String] = []) throws -> String? {
        let outcome = try inward.run(["filter", "--store", scratch("store")] + arguments, input: Mails.bytes(body))
        #expect(outcome.status == 0)
        let name = "X-Inward-Disposition: "
        let ours = outcome.lines.filter { $0.hasPrefix(name) }
        #expect(ours.count == 1)
        return ours.first.map { String($0.dropFirst(name.count)) }
    }

    @Test("the policy's outcome is the header's value")
    func dispositions() throws {
        #expect(try disposition(Mails.plain) == "accept")
        #expect(try disposition(Mails.union) == "tag")
        #expect(try disposition(Mails.health) == "quarantine")
        #expect(try disposition(Mails.criminal) == "reject")
        #expect(try disposition("I have no diabetes.") == "accept")
        #expect(try disposition(Mails.health + " I want to end my life.") == "accept")
        #expect(!FileManager.default.fileExists(atPath: scratch("store")))
    }

    @Test("the envelope decides, and of several recipients the strictest")
    func recipients() throws {
        #expect(try disposition(Mails.health, ["--recipient", "absence@office.example"]) == "accept")
        let two = ["--recipient", "absence@office.example", "desk@office.example"]
        #expect(try disposition(Mails.health, two) == "quarantine")
        let repeated = ["--recipient", "absence@office.example", "--recipient", "desk@office.example"]
        #expect(try disposition(Mails.health, repeated) == "quarantine")
    }

    @Test("without an envelope Delivered-To stands before To")
    func deliveredTo() throws {
        let mail = Mails.bytes(Mails.health, headers: ["Delivered-To: absence@office.example"])
        #expect(try inward("filter", input: mail).lines.first == "X-Inward-Disposition: accept")
    }

    @Test("a message that was not read whole says so")
    func unscannable() throws {
        let headers = ["Content-Type: text/plain", "Content-Transfer-Encoding: base64"]
        let encrypted = ["Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=b"]
        let body =
            "--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b\nContent-Type: application/octet-stream\n\nx\n--b--"
        #expect(
            try inward("filter", input: Mails.bytes(body, headers: encrypted)).lines.first
                == "X-Inward-Disposition: unscannable")
        #expect(
            try inward("filter", input: Mails.bytes("!!!!", headers: headers)).lines.first?.hasPrefix(
                "X-Inward-Disposition: ") == true)
    }

    @Test("--observe, a policy that observes, and a jurisdiction without grounds hold nothing")
    func observe() throws {
        #expect(try disposition(Mails.criminal, ["--observe", "--on-reject", "exit"]) == "observed")
        let policy = String(
            decoding: try Data(contentsOf: URL(fileURLWithPath: Repository.patterns + "/policy.yaml")), as: UTF8.self)
        let observing = try scratch.write("observe.yaml", policy.replacing("mode: enforce", with: "mode: observe"))
        let groundless = try scratch.write(
            "groundless.yaml", policy.replacing("    basis: \"Art. 6(1)(f)\"\n", with: ""))
        for file in [observing, groundless] {
            for body in [Mails.plain, Mails.health, Mails.criminal] {
                #expect(
                    try disposition(body, ["--policy", file, "--on-quarantine", "vault", "--on-reject", "exit"])
                        == "observed")
            }
        }
        #expect(!FileManager.default.fileExists(atPath: scratch("store")))
    }

    @Test("--on-quarantine vault: 99, nothing out, and one case; the same message again is the same case")
    func vault() throws {
        let arguments = ["filter", "--on-quarantine", "vault", "--store", scratch("store")]
        for _ in 0..<2 {
            let outcome = try inward.run(arguments, input: Mails.bytes(Mails.health))
            #expect(outcome.status == 99)
            #expect(outcome.output.isEmpty && outcome.errors.isEmpty)
            #expect(try CaseList(inward, scratch("store")).entries.count == 1)
        }
        let other = try inward.run(
            arguments + ["--recipient", "front@office.example"], input: Mails.bytes(Mails.health))
        #expect(other.status == 99)
        let entry = try #require(try CaseList(inward, scratch("store")).entries.first)
        #expect(
            entry["source"] == "filter" && entry["queue"] == "people"
                && entry["categories"]?.hasPrefix("health") == true)
        #expect(try CaseList(inward, scratch("store")).entries.count == 1)
    }

    @Test("--on-quarantine vault lets through what is not held")
    func vaultPassesOthers() throws {
        #expect(try disposition(Mails.union, ["--on-quarantine", "vault"]) == "tag")
        #expect(try disposition(Mails.criminal, ["--on-quarantine", "vault"]) == "reject")
    }

    @Test("--on-reject exit: 77 and nothing out")
    func reject() throws {
        let outcome = try inward("filter", "--on-reject", "exit", input: Mails.bytes(Mails.criminal))
        #expect(outcome.status == 77)
        #expect(outcome.output.isEmpty && outcome.errors.isEmpty)
    }
}
