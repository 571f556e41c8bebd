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
            ) { try .json(try await forms.check($0)) },
            Operation(
                method: .post, path: "/v1/forms/{form}", id: "submitForm",
                summary: "Takes a submission, says what the policy says of it, and holds it where the policy does.",
                access: .form,
                parameters: [
                    .path("form", "The form's name.", .string),
                    .init(
                        name: FormDoors.keyHeader, location: .header,
                        description: "The same for a submission that is sent again: it is then taken once.",
                        schema: .string),
                ],
                body: .init(mediaTypes: FormBody.mediaTypes, schema: .map(.anything), limit: .form),
                result: .json(
                    SubmissionAnswer.self, "What was decided. A submission in quarantine is on disk, and here alone."),
                problems: [.forbidden, .tooManyRequests]
            ) { try .json(try await forms.submit($0)) },
        ]
    }
}
