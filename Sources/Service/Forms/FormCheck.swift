import Casework
import Detection
import Messages

/// What looks sensitive in a form that has not been sent: for a hint beside the field. Said to the one who wrote it, and
/// kept nowhere.
struct FormCheck: Codable, Sendable, Equatable {
    /// A field in which something was found.
    struct Field: Codable, Sendable, Equatable {
        /// Its name, nested ones joined by `.`; `subject`, and `attachment:N` for files.
        var field: String
        /// What kind of facts, with the confidence of the surest.
        var categories: [Detection.Category: Double]
    }

    /// In the order of the form.
    var fields: [Field]
    /// Whether all of it could be read.
    var complete: Bool

    init(_ reading: FormJudge.Reading) {
        fields = []
        complete = reading.assessment.isComplete && reading.message.unscannable == nil
        for finding in reading.assessment.findings where finding.polarity == .affirmed {
            let name = Self.name(of: finding.place)
            let index = fields.firstIndex { $0.field == name } ?? fields.count
            if index == fields.count { fields.append(Field(field: name, categories: [:])) }
            let confidence = (finding.confidence * 100).rounded() / 100
            fields[index].categories[finding.category] = max(
                fields[index].categories[finding.category] ?? 0, confidence)
        }
    }

    private static func name(of place: Place) -> String {
        // A form's program knows its fields by their bare names.
        if case .field(let name) = place { name } else { CaseFinding.name(of: place) }
    }
}
