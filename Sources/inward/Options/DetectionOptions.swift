import ArgumentParser
import Detection

/// What is looked for and how sure it has to be; the same in every command.
struct DetectionOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Only these categories, separated by commas.", valueName: "health,union"))
    var categories: String?

    @Option(
        name: .customLong("min-confidence"), help: ArgumentHelp("Findings below are not reported.", valueName: "0.5"))
    var minimum = 0.5

    @Option(help: ArgumentHelp("The share of messages expected to hold a finding.", valueName: "0.01"))
    var prevalence: Double?

    func validate() throws {
        _ = try chosen()
        guard (0...1).contains(minimum) else { throw ValidationError("--min-confidence is a number from 0 to 1") }
        if let prevalence, !(prevalence > 0 && prevalence < 1) {
            throw ValidationError("--prevalence is a share between 0 and 1")
        }
    }

    /// The categories asked for.
    func chosen() throws -> Set<Detection.Category> {
        guard let categories else { return Set(Category.allCases) }
        let names = categories.split(separator: ",").map { $0.filter { $0 != " " } }.filter { !$0.isEmpty }
        let known = Category.allCases.map(\.rawValue).joined(separator: ", ")
        guard !names.isEmpty else { throw ValidationError("--categories names none; known are \(known)") }
        return Set(
            try names.map { name in
                guard let category = Category(rawValue: name) else {
                    throw ValidationError("--categories: '\(name)' is not a category; known are \(known)")
                }
                return category
            })
    }

    /// Options for a detector, `fallback` being the prevalence where none was given.
    func options(prevalence fallback: Prevalence, floor: Double) throws -> Detector.Options {
        var options = Detector.Options()
        options.categories = try chosen()
        options.prevalence = prevalence.map { Prevalence($0) } ?? fallback
        options.floor = floor
        return options
    }
}
