import HTTPTypes

extension Operations {
    /// The document of the operations, itself among them.
    func document(of operations: [Operation]) -> Operation {
        var own = Operation(
            method: .get, path: "/openapi.json", id: "document", summary: "This document.", access: .anyone,
            result: .init(
                status: .ok, description: "OpenAPI 3.1.", mediaType: "application/json", schema: .map(.anything))
        ) { _ in Answer() }
        let bytes = OpenAPIDocument.json(of: operations + [own]).bytes + [0x0A]
        own.run = { _ in Answer(mediaType: "application/json", body: bytes) }
        return own
    }
}
