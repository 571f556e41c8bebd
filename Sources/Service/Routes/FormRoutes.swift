import HTTPTypes

extension Operations {
    var formDoors: [Operation] {
        [
            Operation(
                method: .post, path: "/v1/forms/check", id: "checkForm",
                summary: "Says for each field what looks sensitive, before the form is sent. Keeps nothing.",
                access: .anyForm,
                body: .init(mediaTypes: FormBody.mediaTypes, schema: .map(.anything), limit: .form),
                result: .json(FormCheck.self, "What looks sensitive, by field."), problems: [.tooManyRequests]
            ) { try .json(try await forms.check($0)) }
        ]
    }
}
