import Messages

@testable import Detection

/// A judged candidate with its words.
struct JudgedText {
    let words: String
    let candidate: Candidate
    let features: [String]
    let logOdds: Double
    let polarity: Polarity
    let about: DataSubject
}

extension Detector {
    /// Everything that the first pack judges in a message.
    func judged(_ message: Message, scratch: DetectorScratch = DetectorScratch()) -> [JudgedText] {
        guard let language = languages.first else { return [] }
        let examination = language.examine(message, scratch: scratch)
        return examination.judged.map { judged in
            let text = examination.text.segments[judged.candidate.segment].text
            return JudgedText(
                words: text.slice(judged.candidate.range).string, candidate: judged.candidate,
                features: judged.features.map { language.scorer.space.names[$0.feature] }, logOdds: judged.logOdds,
                polarity: language.polarity(of: judged.candidate, in: examination.text),
                about: language.subject(of: judged.candidate, in: examination.text))
        }
    }

    /// The words of all candidates.
    func hits(_ message: Message) -> [String] { judged(message).map(\.words) }

    /// The assessment in a mailbox where every other message holds a finding.
    func assess(_ message: Message, floor: Double = 0.05, prevalence: Double = 0.5) -> Assessment {
        var options = Options()
        options.floor = floor
        options.prevalence = Prevalence(prevalence)
        return assess(message, options: options, scratch: DetectorScratch())
    }
}

/// Runs `body` and gives the mistake it throws.
func mistake(_ body: () throws -> Void) -> SettingsError? {
    do {
        try body()
        return nil
    } catch {
        return error as? SettingsError
    }
}
