import HTTPTypes

/// The OpenAPI 3.1 document of a list of operations.
enum OpenAPIDocument {
    static func json(of operations: [Operation]) -> JSON {
        .object([
            ("openapi", .string("3.1.0")),
            (
                "info",
                .object([
                    ("title", .string("Inward")),
                    ("version", .string("1")),
                    (
                        "description",
                        .string("Cases, hand-overs and forms. Every refusal says why, and quotes nothing.")
                    ),
                ])
            ),
            ("paths", .object(paths(operations))),
            (
                "components",
                .object([
                    ("securitySchemes", .object([("token", security)])),
                    ("responses", .object(problems(operations))), ("schemas", .object(schemas(operations))),
                ])
            ),
        ])
    }

    private static let security = JSON.object([
        ("type", .string("http")), ("scheme", .string("bearer")),
        ("description", .string("The token of an account, of a form, or of a host that hands over.")),
    ])

    private static func paths(_ operations: [Operation]) -> [(String, JSON?)] {
        var order: [String] = []
        for operation in operations where !order.contains(operation.path) { order.append(operation.path) }
        return order.map { path in
            let methods = operations.filter { $0.path == path }
            return (path, .object(methods.map { ($0.method.rawValue.lowercased(), json(of: $0)) }))
        }
    }

    private static func json(of operation: Operation) -> JSON {
        .object([
            ("operationId", .string(operation.id)),
            ("summary", .string(operation.summary)),
            ("security", operation.access == .anyone ? .array([]) : .array([.object([("token", .array([]))])])),
            ("parameters", operation.parameters.isEmpty ? nil : .array(operation.parameters.map(json))),
            ("requestBody", operation.body.map(json)),
            ("responses", .object(responses(operation))),
        ])
    }

    private static func json(of parameter: Operation.Parameter) -> JSON {
        .object([
            ("name", .string(parameter.name)), ("in", .string(parameter.location.rawValue)),
            ("required", .flag(parameter.location == .path)), ("description", .string(parameter.description)),
            ("schema", parameter.schema.json),
        ])
    }

    private static func json(of body: Operation.Body) -> JSON {
        .object([
            ("required", .flag(body.isRequired)),
            ("content", .object(body.mediaTypes.map { ($0, .object([("schema", body.schema.json)])) })),
        ])
    }

    private static func responses(_ operation: Operation) -> [(String, JSON?)] {
        let result = operation.result
        var responses: [(String, JSON?)] = [
            (
                "\(result.status.code)",
                .object([
                    ("description", .string(result.description)),
                    (
                        "content",
                        result.mediaType.map { .object([($0, .object([("schema", result.schema?.json)]))]) }
                    ),
                ])
            )
        ]
        for status in operation.allProblems {
            responses.append(
                ("\(status.code)", .object([("$ref", .string("#/components/responses/\(name(of: status))"))])))
        }
        return responses
    }

    private static func name(of status: HTTPResponse.Status) -> String {
        status.reasonPhrase.split(separator: " ").joined()
    }

    private static func problems(_ operations: [Operation]) -> [(String, JSON?)] {
        let codes = Set(operations.flatMap(\.allProblems).map(\.code)).sorted()
        return codes.map { code in
            let status = HTTPResponse.Status(code: code)
            let schema = JSON.object([("schema", Schema.of(Problem.Body.self).json)])
            return (
                name(of: status),
                .object([
                    ("description", .string(status.reasonPhrase)), ("content", .object([(Problem.mediaType, schema)])),
                ])
            )
        }
    }

    private static func schemas(_ operations: [Operation]) -> [(String, JSON?)] {
        let used = operations.flatMap { [$0.body?.schema, $0.result.schema].compactMap { $0 } }
        let named = (used + [.of(Problem.Body.self)]).flatMap(\.named)
        var seen = Set<String>()
        return named.filter { seen.insert($0.name).inserted }.sorted { $0.name < $1.name }
            .map { ($0.name, $0.schema.definition) }
    }
}

extension Operation {
    /// Every status of a problem that it can answer, in order.
    var allProblems: [HTTPResponse.Status] {
        var codes = Set(problems.map(\.code))
        codes.insert(HTTPResponse.Status.badRequest.code)
        if access != .anyone {
            codes.formUnion([401, 503])
            if access == .person || access == .personOrHook { codes.formUnion([403, 422]) }
        }
        if body != nil { codes.formUnion([408, 413, 415, 422]) }
        return codes.sorted().map { HTTPResponse.Status(code: $0) }
    }
}
