import Casework
import Foundation
import Service

extension Calls {
    /// Cases: held, handed on, decided one by one and together; forms.
    func cases() async throws {
        let (reviewer, approver) = (remote("reviewer"), remote("approver"))
        let numbers = try await take(["one", "two", "three", "four", "five", "six"])
        try await answered("claim") {
            try await reviewer.claim(numbers[0], by: me, lease: .seconds(600), at: now)
        }
        try await answered("renew") { try await reviewer.renew(numbers[0], by: me, lease: .seconds(900), at: now) }
        try await answered("note") { try await reviewer.note(numbers[0], "looked at twice", by: me, at: now) }
        // Reading them is recorded, as a look is.
        try await answered("notes") { try await reviewer.notes(numbers[0], by: me, at: now) }
        try await answered("verdict") {
            try await reviewer.verdict(numbers[0], finding: 1, .wrong, by: me, at: now)
        }
        try await answered("decide") {
            try await reviewer.decide(
                numbers[0], Decision(.release, why: "not-needed", destination: "Maildir"), by: me, at: now)
        }
        try await refused("settle") { _ = try await reviewer.settle(numbers[0], arrived: true, by: me, at: now) }
        try await answered("reassign") {
            try await approver.reassign(numbers[1], to: ActorID("reviewer"), lease: .seconds(600), by: me, at: now)
        }
        try await answered("returnToQueue") { try await reviewer.returnToQueue(numbers[1], by: me, at: now) }
        _ = try await reviewer.claim(numbers[1], by: me, lease: .seconds(600), at: now)
        try await answered("claim") {}
        try await answered("escalate") {
            try await reviewer.escalate(numbers[1], why: "not-needed", text: nil, by: me, at: now)
        }
        try await answered("protect") {
            try await reviewer.decide(
                numbers[2], Decision(.protect, why: "not-needed", destination: "protected.eml"), by: me, at: now)
        }
        try await answered("previewDecision") {
            try await reviewer.preview(.rule("health.treatment"), by: me, at: now)
        }
        try await answered("decideMany") {
            try await reviewer.decideMany(Array(numbers[3...4]), Decision(.erase, why: "not-needed"), by: me, at: now)
        }
        let form = ServiceClient(address, token: doorTokens["form"])
        let body = Array(#"{"email":"ann@client.example","message":"I have epilepsy, and this is a form."}"#.utf8)
        for (operation, path) in [("checkForm", "/v1/forms/check"), ("submitForm", "/v1/forms/contact")] {
            try await answered(operation) {
                try await form.reply("POST", path, body: body, mediaType: "application/json")
            }
        }
    }
}
