import Casework
import Foundation
import Testing
import Vault

@testable import Service

@Suite("Handing over sealed messages")
struct HandOverTests {
    private func hook(_ service: RunningService) -> RemoteCaseStore {
        let store = RemoteCaseStore(service.address)
        store.use(token: RunningService.hookToken)
        return store
    }

    @Test("a host with the public key alone hands over, and the answer comes after the commit")
    func handsOver() async throws {
        try await RunningService.run { service in
            let results = try await hook(service).takeMany(
                [.mail("Epilepsy keeps me at home."), .mail("Dialysis days are Tuesdays.")], at: Date())
            let numbers = try results.map { result -> CaseNumber in
                guard case .opened(let number) = result else { throw SQLiteCaseStore.NotOpened() }
                return number
            }
            let entries = try service.store.queue(QueueFilter(), by: .owner, at: Date())
            #expect(Set(entries.map(\.number)) == Set(numbers))
            let again = try await hook(service).take(.mail("Epilepsy keeps me at home."), at: Date())
            #expect(again == .known(numbers[0]))
        }
    }

    @Test("what is sent says nothing in the clear, and what is stored is the message byte for byte")
    func sealed() async throws {
        try await RunningService.run { service in
            let intake = CaseIntake.mail("Epilepsy and canaryword.")
            let bytes = try HandOver([intake], to: service.store.sealingKey()).bytes
            for word in ["canary", "ann@client", "health", "Absence"] {
                #expect(Data(bytes).range(of: Data(word.utf8)) == nil)
            }
            let number = try service.store.opened("Epilepsy and canaryword.")
            _ = try service.store.claim(number, by: .owner, lease: .seconds(60), at: Date())
            let path = service.scratch("out.eml")
            let decision = try Decision(.release, why: "not-needed", destination: path)
            _ = try service.store.decide(number, decision, by: .owner, at: Date())
            #expect(FileManager.default.contents(atPath: path) == Data(intake.message.array))
        }
    }

    @Test("what is changed, cut or no hand-over at all is refused, and nothing is stored")
    func refused() async throws {
        try await RunningService.run { service in
            let good = try HandOver([.mail("Epilepsy again.")], to: service.store.sealingKey()).bytes
            var changed = good
            changed[good.count - 1] ^= 1
            for bytes in [changed, Array(good.dropLast(30)), Array(good.prefix(60)), Array("nothing".utf8), []] {
                let reply = try await service.hook.reply(
                    "POST", "/v1/intake", body: bytes, mediaType: "application/octet-stream")
                #expect(reply.status == 422, "\(bytes.count)")
            }
            #expect(try service.store.queue(QueueFilter(), by: .owner, at: Date()).isEmpty)
        }
    }

    @Test("a host says no more of a case than a hook may")
    func limits() async throws {
        try await RunningService.run { service in
            var loud = CaseIntake.mail("Epilepsy and a queue.")
            loud.queue = "ann@client.example\nwrote"
            var high = CaseIntake.mail("Epilepsy and a level.")
            high.level = 1000
            let form = CaseIntake.mail("Epilepsy and a form.", source: .form)
            for intake in [loud, high, form] {
                await #expect(throws: CaseworkError.self) { try await hook(service).take(intake, at: Date()) }
            }
        }
    }

    @Test("only a host's token hands over")
    func tokens() async throws {
        try await RunningService.run { service in
            let office = try ServiceOffice(in: service.store)
            let bytes = try HandOver([.mail("Epilepsy once more.")], to: service.store.sealingKey()).bytes
            for token in Array(office.tokens.values) + [RunningService.formToken, "wrong"] {
                let reply = try await service.client(token).reply(
                    "POST", "/v1/intake", body: bytes, mediaType: "application/octet-stream")
                #expect(reply.status == 401)
            }
        }
    }

    @Test("what is sealed to a key that was destroyed is asked for anew")
    func oldKey() async throws {
        try await RunningService.run { service in
            let store = hook(service)
            let old = try await store.sealingKey()
            _ = try service.store.rotateKeys(olderThan: .zero, by: .owner, at: Date())
            let bytes = try HandOver([.mail("Epilepsy of old.")], to: old).bytes
            let reply = try await service.hook.reply(
                "POST", "/v1/intake", body: bytes, mediaType: "application/octet-stream")
            #expect(reply.status == 409)
            #expect(reply.problem?.code == "old-key")
            guard case .opened = try await store.take(.mail("Epilepsy of old."), at: Date()) else {
                Issue.record("it was not taken with the new key")
                return
            }
        }
    }
}
