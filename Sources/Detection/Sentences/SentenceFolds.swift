/// Sentence models for training: one of all worlds, and for each world one of the others, so that no message is judged by a model that has read it.
public struct SentenceFolds: Sendable {
    /// The model of all worlds.
    public let whole: SentenceModel
    private let without: [String: SentenceModel]

    /// Fits all models on labelled messages.
    public init(_ corpus: [LabelledMessage]) {
        let training = SentenceTraining(corpus)
        whole = training.fit()
        var without: [String: SentenceModel] = [:]
        for world in training.worlds { without[world] = training.fit(without: world) }
        self.without = without
    }

    /// The model that has not read the world of this message.
    func model(without id: String) -> SentenceModel { without[SentenceTraining.world(of: id)] ?? whole }
}
