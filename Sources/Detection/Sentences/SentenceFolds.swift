/// Sentence models for training: one of all worlds, and for each world one that has not read it, so that no message is judged by a model that has.
/// Worlds are left out a few at a time: one by one would take as many fits as there are worlds.
public struct SentenceFolds: Sendable {
    /// The model of all worlds.
    public let whole: SentenceModel
    private let without: [String: SentenceModel]

    /// How many models at most beside the whole one.
    private static let most = 8

    /// Fits all models on labelled messages.
    public init(_ corpus: [LabelledMessage], classes: WordClasses) {
        let training = SentenceTraining(corpus, classes: classes)
        whole = training.fit()
        var without: [String: SentenceModel] = [:]
        let worlds = training.worlds
        for fold in 0..<min(Self.most, worlds.count) {
            let left = Set(stride(from: fold, to: worlds.count, by: Self.most).map { worlds[$0] })
            let model = training.fit(without: left)
            for world in left { without[world] = model }
        }
        self.without = without
    }

    /// The model that has not read the world of this message.
    func model(without id: String) -> SentenceModel { without[SentenceTraining.world(of: id)] ?? whole }
}
