import Casework
import Foundation
import HTTPTypes
import Vault

/// The public key that hand-overs are sealed to.
struct SealingKeyAnswer: Codable, Sendable {
    var epoch: Int
    /// X25519, 32 bytes in hexadecimal.
    var key: String

    init(_ key: PublicKey) {
        epoch = Int(key.epoch)
        self.key = Hex.text(key.bytes)
    }

    /// As the vault takes it.
    var publicKey: PublicKey {
        get throws { try PublicKey(epoch: UInt32(clamping: epoch), bytes: Hex.bytes(key) ?? []) }
    }
}

/// What became of messages that were handed over, in their order.
struct TakenAnswer: Codable, Sendable {
    enum Result: String, Codable, Sendable, CaseIterable { case opened, joined, covered, known }

    struct One: Codable, Sendable {
        var result: Result
        /// The case, where one is known.
        var number: CaseNumber?
        /// The word that stands for it in logs.
        var reference: String?
    }

    var messages: [One]
}

extension TakenAnswer.One {
    init(_ result: TakeResult, in store: any CaseStore) async throws {
        switch result {
        case .opened(let number): (self.result, self.number) = (.opened, number)
        case .joined(let number): (self.result, self.number) = (.joined, number)
        case .covered(let number): (self.result, self.number) = (.covered, number)
        case .known(let number): (self.result, self.number) = (.known, number)
        }
        if let number { reference = try await store.reference(of: number) }
    }

    /// As the store gives it.
    var taken: TakeResult? {
        switch (result, number) {
        case (.opened, let number?): .opened(number)
        case (.joined, let number?): .joined(number)
        case (.covered, let number?): .covered(number)
        case (.known, let number): .known(number)
        default: nil
        }
    }
}

extension Operations {
    var intake: [Operation] {
        [
            Operation(
                method: .post, path: "/v1/intake", id: "handOver",
                summary: "Takes sealed messages, all or none. Answers once they are on disk.", access: .hook,
                body: .init(mediaTypes: ["application/octet-stream"], schema: .bytes, limit: .intake),
                result: .json(TakenAnswer.self, "What became of each."), problems: [.conflict]
            ) { call in
                let handOver = try HandOver(bytes: call.body)
                let taken = try await store { store in
                    var answer = TakenAnswer(messages: [])
                    for result in try await store.take(handOver, at: call.time) {
                        answer.messages.append(try await .init(result, in: store))
                    }
                    return answer
                }
                return try .json(taken)
            }
        ]
    }
}
