import Detection
import Messages

/// Reads forms with working memory of its own. There is one for each core, and none runs on an event loop.
actor FormReader {
    private let scratch = DetectorScratch()

    /// What stands in a submission, judged.
    func read<Result: Sendable>(
        _ raw: RawMessage, _ judge: FormJudge, _ body: @Sendable (FormJudge.Reading) -> Result
    ) -> Result { body(judge.read(raw, scratch)) }
}
