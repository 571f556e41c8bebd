import HTTPTypes

/// One call that the service offers: what it takes, who may make it, what it answers, and what it does. The routes and the
/// OpenAPI document are both made of the list of these.
struct Operation: Sendable {
    /// Who may make it. Whether a person may do what they ask is decided by the store, by `Permissions`.
    enum Access: Sendable, Equatable {
        case anyone
        /// With the token of any form.
        case anyForm
        /// With the token of the form in the path.
        case form
        /// With the token of a host that hands over.
        case hook
        /// With the token of an account.
        case person
        /// With the token of an account or of a host that hands over.
        case personOrHook
    }

    /// Which limit holds for a body.
    enum BodyLimit: Sendable { case standard, form, intake }

    /// What a body is.
    struct Body: Sendable {
        var mediaTypes: [String]
        var schema: Schema
        var limit = BodyLimit.standard
        var isRequired = true

        static func json<Value: Codable>(_ type: Value.Type) -> Body {
            Body(mediaTypes: ["application/json"], schema: .of(type))
        }
    }

    /// What is answered where all goes well.
    struct Result: Sendable {
        var status: HTTPResponse.Status
        var description: String
        var mediaType: String?
        var schema: Schema?

        static func json<Value: Codable>(
            _ type: Value.Type, _ description: String, status: HTTPResponse.Status = .ok
        ) -> Result {
            Result(status: status, description: description, mediaType: "application/json", schema: .of(type))
        }

        static let done = Result(status: .noContent, description: "It is done.")
    }

    /// A part of the path or of the query, or a header.
    struct Parameter: Sendable {
        enum Location: String, Sendable { case path, query, header }
        var name: String
        var location: Location
        var description: String
        var schema: Schema

        static func path(_ name: String, _ description: String, _ schema: Schema) -> Parameter {
            Parameter(name: name, location: .path, description: description, schema: schema)
        }

        static func query(_ name: String, _ description: String, _ schema: Schema) -> Parameter {
            Parameter(name: name, location: .query, description: description, schema: schema)
        }
    }

    var method: HTTPRequest.Method
    /// With names of its changing parts in braces.
    var path: String
    /// Its name in the document.
    var id: String
    var summary: String
    var access: Access
    var parameters: [Parameter] = []
    var body: Body?
    var result: Result
    /// Statuses of problems that it can answer beside those of every operation.
    var problems: [HTTPResponse.Status] = []
    var run: @Sendable (Call) async throws -> Answer
}
