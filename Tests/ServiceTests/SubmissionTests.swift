import Casework
import Foundation
import Testing

@testable import Service

@Suite("Submissions of forms")
struct SubmissionTests {
    static let held = #"{"email":"ann@client.example","message":"I have epilepsy and canaryword."}"#

    private func submit(
        _ service: RunningService, _ body: String, key: String? = nil, form: String = "contact"
    ) async throws -> ServiceClient.Reply {
        try await service.form.post(
            "/v1/forms/\(form)", body, headers: key.map { [("Idempotency-Key", $0)] } ?? [])
    }

    private func disposition(_ service: RunningService, _ body: String) async throws -> String {
        try await submit(service, body).json(SubmissionAnswer.self).disposition
    }

    @Test("what the policy quarantines is a case before the answer comes, and the receipt finds it")
    func quarantine() async throws {
        try await RunningService.run { service in
            let reply = try await submit(service, Self.held)
            #expect(reply.status == 200)
            let answer = try reply.json(SubmissionAnswer.self)
            #expect(answer.disposition == "quarantine")
            let number = try #require(try service.store.caseNumber(ofReference: answer.receipt))
            let entries = try service.store.queue(QueueFilter(), by: .owner, at: Date())
            #expect(entries.map(\.number) == [number])
            #expect(entries.map(\.source) == [.form])
            #expect(entries.map(\.queue) == ["people"])
            #expect(entries.first?.categories.keys.map(\.rawValue) == ["health"])
        }
    }

    @Test("of what is accepted nothing is stored")
    func accepted() async throws {
        try await RunningService.run { service in
            let before = service.scratch.everyFile()
            let reply = try await submit(service, #"{"email":"canary@client.example","message":"canaryword"}"#)
            #expect(try reply.json(SubmissionAnswer.self).disposition == "accept")
            #expect(service.scratch.everyFile() == before)
            #expect(!service.log.text.contains("canary"))
        }
    }

    @Test("text, address and category stand nowhere in the clear, in no log and in no answer")
    func secrecy() async throws {
        try await RunningService.run { service in
            let reply = try await submit(service, Self.held, key: "canarykey")
            #expect(try reply.json(SubmissionAnswer.self).disposition == "quarantine")
            for word in ["canary", "ann@client", "epilepsy"] {
                #expect(!service.log.text.contains(word))
                #expect(!reply.text.contains(word))
                for (name, content) in service.scratch.everyFile() {
                    #expect(content.range(of: Data(word.utf8)) == nil, "\(word) in \(name)")
                }
            }
            #expect(!service.log.text.contains("health"))
        }
    }

    @Test("a submission that is sent again under its key is taken once, also by the next process")
    func idempotent() async throws {
        try await RunningService.run { service in
            let first = try await submit(service, Self.held, key: "k1").json(SubmissionAnswer.self)
            let second = try await submit(service, Self.held, key: "k1").json(SubmissionAnswer.self)
            #expect(first == second)
            // What the next process knows is what the store knows.
            var intake = try #require(
                try await RunningService.intake(of: Self.held, key: "k1"))
            guard case .known(let number) = try service.store.take(intake, at: Date()) else {
                Issue.record("it was taken again")
                return
            }
            #expect(try service.store.caseNumber(ofReference: first.receipt) == number)
            // The same key with another text is no repetition.
            intake = try #require(
                try await RunningService.intake(
                    of: Self.held.replacing("canaryword", with: "more"), key: "k1"))
            let again = try service.store.take(intake, at: Date())
            #expect(again != .known(number))
        }
    }

    @Test("a key that was used for another submission is refused")
    func keyUsed() async throws {
        try await RunningService.run { service in
            #expect(try await submit(service, "{}", key: "k2").status == 200)
            let other = try await submit(service, Self.held, key: "k2")
            #expect(other.status == 422)
            #expect(other.problem?.code == "key-used")
            let bad = try await submit(service, "{}", key: "with space")
            #expect(bad.status == 400)
        }
    }

    @Test("without a key, the same words by two people are two cases or one that covers both, and none is lost")
    func withoutKey() async throws {
        try await RunningService.run { service in
            for sender in ["ann", "bob"] {
                let body = Self.held.replacing("ann@", with: "\(sender)@")
                #expect(try await disposition(service, body) == "quarantine")
            }
            let entries = try service.store.queue(QueueFilter(), by: .owner, at: Date())
            #expect(entries.map(\.covers).reduce(0, +) == 2)
        }
    }

    @Test("facts that the mailbox's scope expects are accepted; a protected mailbox is not read")
    func scopes() async throws {
        try await RunningService.run(settings: { $0.forms["contact"]?.recipients = ["dpo@office.example"] }) {
            service in
            let protected = try await submit(service, Self.held)
            #expect(try protected.json(SubmissionAnswer.self).disposition == "accept")
            let expected = try await service.client(RunningService.otherFormToken).post("/v1/forms/absence", Self.held)
            #expect(try expected.json(SubmissionAnswer.self).disposition == "accept")
            #expect(try service.store.queue(QueueFilter(), by: .owner, at: Date()).isEmpty)
        }
    }

    @Test("a policy that only observes holds nothing and says so")
    func observed() async throws {
        let policy = try String(contentsOfFile: Repository.patterns + "/policy.yaml", encoding: .utf8)
            .replacing("mode: enforce", with: "mode: observe")
        try await RunningService.run(policy: policy) { service in
            let answered = try await disposition(service, Self.held)
            #expect(answered == "observed")
            #expect(try service.store.queue(QueueFilter(), by: .owner, at: Date()).isEmpty)
        }
    }

    @Test("a form's token opens its own door only")
    func otherForm() async throws {
        try await RunningService.run { service in
            let reply = try await submit(service, Self.held, form: "absence")
            #expect(reply.status == 403)
            let unknown = try await submit(service, Self.held, form: "nothing")
            #expect(unknown.status == 403)
        }
    }

    @Test("a policy that is put in force judges the next submission")
    func inForce() async throws {
        try await RunningService.run { service in
            let office = try ServiceOffice(in: service.store)
            #expect(try await disposition(service, Self.held) == "quarantine")
            let text = """
                version: 8
                rules: []
                decision-reasons: [not-needed]
                """
            let admin = office.remote(.administrator, service)
            let number = try await admin.proposeVersion(.policy, Array(text.utf8), by: .owner, at: Date())
            try await office.remote(.approver, service).approveVersion(.policy, number, by: .owner, at: Date())
            #expect(try await disposition(service, Self.held) == "observed")
        }
    }
}
