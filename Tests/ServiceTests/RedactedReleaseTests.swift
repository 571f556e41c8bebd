import Casework
import Foundation
import Testing

@testable import Service

@Suite("Releasing redacted from a service")
struct RedactedReleaseTests {
    @Test("the rule packs that forms are judged by prove it")
    func proved() async throws {
        try await RunningService.run { service in
            let number = try service.store.opened("Epilepsy keeps me at home.")
            _ = try service.store.claim(number, by: .owner, lease: .seconds(60), at: Date())
            let path = service.scratch("out.eml")
            let decision = try Decision(.releaseRedacted, why: "not-needed", destination: path)
            #expect(try service.store.decide(number, decision, by: .owner, at: Date()).effect == .done)
            let content = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
            #expect(content?.contains("Epilepsy") == false && content?.contains("[removed]") == true)
        }
    }
}
