import Detection
import Foundation
import Messages
import Synchronization

/// Readers of forms, one for each core, each with working memory of its own. None runs on an event loop.
final class FormReaders: Sendable {
    /// One of them.
    actor Reader {
        private let scratch = DetectorScratch()

        /// What stands in a submission, judged.
        func read<Result: Sendable>(
            _ raw: RawMessage, _ judge: FormJudge, _ body: @Sendable (FormJudge.Reading) -> Result
        ) -> Result { body(judge.read(raw, scratch)) }
    }

    private let readers: [Reader]
    private let next = Atomic<UInt>(0)

    init(count: Int = ProcessInfo.processInfo.activeProcessorCount) {
        readers = (0..<max(count, 1)).map { _ in Reader() }
    }

    /// The next in turn.
    var reader: Reader {
        let turn = next.wrappingAdd(1, ordering: .relaxed).oldValue
        return readers[Int(turn % UInt(readers.count))]
    }
}
