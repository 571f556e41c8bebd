import Casework
import Foundation

/// The doors in front of web forms.
struct FormDoors: Sendable {
    private struct Door {
        var recipients: [String]
        var submissions: RateLimit
        var checks: RateLimit
    }

    private let doors: [String: Door]
    private let readers = FormReaders()
    let judges: JudgeInForce

    init(_ forms: [String: FormDoor], judges: JudgeInForce, at time: Date) {
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
        return await readers.reader.read(raw, judge) { FormCheck($0) }
    }
}
