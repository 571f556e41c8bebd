import Casework
import Foundation
import HTTPTypes
import Messages
import Policy
import Vault

/// The doors in front of web forms.
struct FormDoors: Sendable {
    private struct Door {
        var recipients: [String]
        var submissions: RateLimit
        var checks: RateLimit
    }

    private let doors: [String: Door]
    private let readers = InTurn { FormReader() }
    private let submissions = Submissions()
    private let store: StoreCalls
    private let judges: JudgeInForce

    init(_ forms: [String: FormDoor], store: StoreCalls, judges: JudgeInForce, at time: Date) {
        self.store = store
        doors = forms.mapValues {
            Door(
                recipients: $0.recipients, submissions: RateLimit(perMinute: $0.submissions, at: time),
                checks: RateLimit(perMinute: $0.checks, at: time))
        }
        self.judges = judges
    }

    private func door(_ call: Call) throws -> Door {
        guard case .form(let name) = call.caller, let door = doors[name] else { throw Problem.noToken }
        return door
    }

    /// Says what looks sensitive. Nothing of it is stored, logged or counted.
    func check(_ call: Call) async throws -> FormCheck {
        let door = try door(call)
        try door.checks.take(at: call.time)
        let raw = try FormBody.message(call)
        let judge = judges.current
        return await readers.next.read(raw, judge) { FormCheck($0) }
    }

    /// The header that says that a submission is sent again (draft-ietf-httpapi-idempotency-key-header).
    static let keyHeader = "Idempotency-Key"

    /// Takes a submission, and does what the policy says.
    func submit(_ call: Call) async throws -> SubmissionAnswer {
        let door = try door(call)
        try door.submissions.take(at: call.time)
        let raw = try FormBody.message(call)
        guard let key = try idempotencyKey(call) else { return try await take(raw, door, key: nil, at: call.time) }
        return try await submissions.answer(form: try call.text("form"), key: key, body: call.body) {
            try await take(raw, door, key: key, at: call.time)
        }
    }

    private func idempotencyKey(_ call: Call) throws -> String? {
        guard let name = HTTPField.Name(Self.keyHeader), let key = call.headers[name] else { return nil }
        guard (1...128).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw Problem.badRequest("\(Self.keyHeader) should be of 1 to 128 visible characters of ASCII")
        }
        return key
    }

    private func take(_ raw: RawMessage, _ door: Door, key: String?, at time: Date) async throws -> SubmissionAnswer {
        let judge = judges.current
        // A protected mailbox is decided before the submission is read.
        if judge.isProtected(door.recipients) { return Self.answer(.accept) }
        let (header, intake) = await readers.next.read(raw, judge) { reading -> (DispositionHeader, CaseIntake?) in
            let ruling = judge.ruling(reading, recipients: door.recipients)
            let header = DispositionHeader.value(for: ruling, unscannable: reading.message.unscannable != nil)
            guard header == .quarantine, let decisive = ruling.decisive else { return (header ?? .accept, nil) }
            var intake = judge.intake(raw, reading, decisive, recipients: door.recipients, at: time)
            intake.idempotencyKey = key
            return (.quarantine, intake)
        }
        guard let intake else { return Self.answer(header) }
        let reference = try await store { store -> String? in
            switch try await store.take(intake, at: time) {
            case .opened(let number), .joined(let number), .covered(let number), .known(let number?):
                try await store.reference(of: number)
            case .known(nil): nil
            }
        }
        return Self.answer(.quarantine, receipt: reference)
    }

    private static func answer(_ header: DispositionHeader, receipt: String? = nil) -> SubmissionAnswer {
        SubmissionAnswer(disposition: header.rawValue, receipt: receipt ?? Hex.text(Secret.random(8)))
    }
}
