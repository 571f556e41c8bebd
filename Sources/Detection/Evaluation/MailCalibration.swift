import Foundation

/// Calibration in a mailbox where one message in a hundred holds a finding: the labelled messages that do, and real mail in place of those that
/// don't.
public struct MailCalibration: Sendable {
    /// A finding in real mail that somebody read and found right: the mail's number, from 0, and the category.
    public struct Reading: Hashable, Sendable {
        /// The mail's place in its mbox.
        public var mail: Int
        /// What it reveals.
        public var category: Category

        /// A reading.
        public init(mail: Int, category: Category) {
            self.mail = mail
            self.category = category
        }
    }

    /// What was read and found right; everything else in the mail is wrong.
    private let right: Set<Reading>
    private var mails = 0
    private var found: [Calibration.Outcome] = []

    /// Nothing counted yet.
    public init(right: Set<Reading>) { self.right = right }

    /// Reads a list of right findings: a line each, the mail's number and the category; `#` begins a comment.
    ///
    /// - Throws: ``SettingsError`` with file and line.
    public static func readings(path: String) throws -> Set<Reading> {
        let text = try SettingsText.load(path: path, name: path)
        var readings: Set<Reading> = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let words = line.prefix { $0 != "#" }.split(separator: " ")
            guard !words.isEmpty else { continue }
            guard words.count == 2, let mail = Int(words[0]), let category = Category(rawValue: String(words[1])) else {
                throw SettingsError(
                    file: path, line: index + 1, message: "should be a mail's number and a category, as in '12 health'")
            }
            readings.insert(Reading(mail: mail, category: category))
        }
        return readings
    }

    /// Counts the findings of one mail.
    public mutating func add(_ assessment: Assessment) {
        for finding in assessment.findings where finding.confidence >= Calibration.floor {
            found.append(
                Calibration.Outcome(
                    confidence: finding.confidence,
                    isTrue: right.contains(Reading(mail: mails, category: finding.category)), holds: false))
        }
        mails += 1
    }

    /// The calibration over this mail and the labelled messages that hold a finding, which are weighted to be one in a hundred of all.
    ///
    /// - Parameter holding: how many labelled messages hold a finding.
    public func calibration(_ outcomes: [Calibration.Outcome], holding: Int) -> Calibration? {
        let weight = Double(mails) / 99 / Double(max(holding, 1))
        let labelled = outcomes.filter(\.holds).map { outcome in
            var weighted = outcome
            weighted.weight = weight
            return weighted
        }
        return Calibration(labelled + found)
    }
}
