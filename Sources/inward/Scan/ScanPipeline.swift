import Casework
import Detection
import Foundation
import Messages

/// Reads, scans on several threads, and writes in the order of the input.
struct ScanPipeline {
    let worker: ScanWorker
    let jobs: Int
    /// Where held messages are queued; nil where nothing is.
    let store: (any CaseStore)?
    let time: Date

    /// How a scan came to its end.
    enum End { case finished, interrupted, outputClosed }

    /// What a scan came to.
    struct Result {
        var end = End.finished
        var totals = ScanTotals()
        var opened = 0
        var known = 0
    }

    /// Scans everything of `input`.
    ///
    /// - Throws: errors of the store and of standard output; a closed output is no error but an end.
    func run(_ input: ScanFeed, progress: Progress) async throws -> Result {
        var writer = Writer(pipeline: self, progress: progress)
        do {
            try StandardOutput.write(worker.format.header)
            jobs > 1 ? try await runConcurrently(input, &writer) : try await runAlone(input, &writer)
            try StandardOutput.write(worker.format.footer)
            if Interrupt.wasRequested { writer.result.end = .interrupted }
        } catch StandardOutput.Failure.closed {
            writer.result.end = .outputClosed
        }
        progress.finish()
        return writer.result
    }

    private func runAlone(_ input: ScanFeed, _ writer: inout Writer) async throws {
        let scratch = DetectorScratch()
        while !writer.isInterrupted, let batch = await input.next() {
            try await writer.write(worker.scan(batch, scratch))
        }
    }

    /// At most `jobs` batches are scanned at once, and at most twice as many are in memory.
    private func runConcurrently(_ input: ScanFeed, _ writer: inout Writer) async throws {
        let worker = worker
        try await withThrowingTaskGroup(of: (Int, ScanWorker.Outcome).self) { group in
            var started = 0
            var running = 0
            var written = 0
            var waiting: [Int: ScanWorker.Outcome] = [:]
            while true {
                while running < jobs, started - written < jobs * 2, !writer.isInterrupted,
                    let batch = await input.next()
                {
                    let number = started
                    group.addTask { (number, worker.scan(batch)) }
                    started += 1
                    running += 1
                }
                guard running > 0, let (number, outcome) = try await group.next() else { break }
                running -= 1
                waiting[number] = outcome
                while let next = waiting.removeValue(forKey: written) {
                    written += 1
                    try await writer.write(next)
                }
            }
        }
    }

    /// Writes outcomes in order: first the cases are committed, then the records that speak of them are written.
    private struct Writer {
        let pipeline: ScanPipeline
        let progress: Progress
        var result = Result()
        private var hasOutput = false

        init(pipeline: ScanPipeline, progress: Progress) {
            self.pipeline = pipeline
            self.progress = progress
        }

        var isInterrupted: Bool { result.end == .interrupted }

        mutating func write(_ outcome: ScanWorker.Outcome) async throws {
            if let store = pipeline.store, !outcome.intakes.isEmpty {
                for taken in try await store.takeMany(outcome.intakes, at: pipeline.time) {
                    if case .opened = taken { result.opened += 1 } else { result.known += 1 }
                }
            }
            result.totals.add(outcome.totals)
            if !outcome.output.isEmpty {
                let separator = hasOutput ? pipeline.worker.format.separator : []
                progress.clear()
                try StandardOutput.write(separator + outcome.output)
                hasOutput = true
            }
            progress.update(result.totals)
            if Interrupt.wasRequested { result.end = .interrupted }
        }
    }
}
