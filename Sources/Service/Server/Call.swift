import Casework
import Foundation
import HTTPTypes
import NIOCore

/// Who makes a call.
enum Caller: Sendable, Equatable {
    /// Nobody was asked.
    case anyone
    /// A form's program, by the form's name.
    case form(String)
    /// A host that hands over, by its name.
    case hook(String)
    /// Somebody with an account.
    case person(ActorID)
}

/// A request, read and checked against what its operation takes.
struct Call: Sendable {
    var caller = Caller.anyone
    /// The parts of the path that stand for something, by name.
    var path: [String: String] = [:]
    /// The query by name.
    var query: [String: String] = [:]
    var headers = HTTPFields()
    var body: [UInt8] = []
    /// Now.
    var time: Date

    /// Who acts. Only operations for people ask.
    var actor: ActorID {
        get throws {
            guard case .person(let actor) = caller else { throw Problem.noToken }
            return actor
        }
    }

    /// A part of the path.
    func text(_ name: String) throws -> String {
        guard let text = path[name] else { throw Problem.badRequest("the path has no '\(name)'") }
        return text
    }

    /// The case that the path names.
    var caseNumber: CaseNumber {
        get throws {
            guard let number = CaseNumber(try text("case")) else {
                throw Problem(
                    .notFound, "unknown-case", "the path does not name a case: its number has seven characters")
            }
            return number
        }
    }

    /// The request that the path names.
    var requestID: RequestID {
        get throws {
            guard let id = RequestID(try text("request")) else {
                throw Problem(
                    .notFound, "unknown-request", "the path does not name a request: its id is r and seven characters")
            }
            return id
        }
    }

    /// The account that the path names.
    var account: ActorID {
        get throws {
            guard let id = try? ActorID(text("account")) else {
                throw Problem(.notFound, "no-account", "the path does not name an account")
            }
            return id
        }
    }

    /// A whole number of the query.
    func number(_ name: String, in range: ClosedRange<Int>) throws -> Int? {
        guard let text = query[name] else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw Problem.badRequest(
                "'\(name)' should be a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// A value of the query out of a closed list.
    func one<Value: RawRepresentable & CaseIterable>(_ name: String, of type: Value.Type) throws -> Value?
    where Value.RawValue == String {
        guard let text = query[name] else { return nil }
        guard let value = Value(rawValue: text) else {
            let known = Value.allCases.map(\.rawValue).joined(separator: ", ")
            throw Problem.badRequest("'\(name)' should be one of \(known)")
        }
        return value
    }

    /// The body, read as JSON.
    func json<Body: Decodable>(_ type: Body.Type) throws -> Body { try Wire.decode(type, body) }
}

/// What is sent back.
struct Answer: Sendable {
    var status = HTTPResponse.Status.ok
    var mediaType: String?
    var body: [UInt8] = []

    /// Nothing but that it was done.
    static let done = Answer(status: .noContent)

    /// A value as JSON.
    static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Answer {
        Answer(status: status, mediaType: "application/json", body: try Wire.encode(value))
    }
}
