import ArgumentParser
import Casework
import Detection
import Foundation
import Messages
import Policy
import Vault

extension InputFormat: ExpressibleByArgument {}

/// `inward scan`: what is in a mailbox, a folder of mails or a form export.
struct Scan: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Scans mbox, .eml, maildir, folders of those, form exports, or standard input.",
        discussion: """
            Exit status: 0 nothing flagged, 1 something flagged, 2 a path could not be opened or read to its end (what \
            could be read has still been reported), or the scan itself failed; 130 interrupted.
            """)

    @Argument(help: ArgumentHelp("Files or folders, or - for standard input.", valueName: "path"))
    var paths: [String]

    @Option(help: "auto goes by content; csv also by the name's ending.")
    var input = InputFormat.auto

    @Option(help: "text, jsonl, csv or sarif; text on a terminal, jsonl otherwise.")
    var format: OutputFormat?

    @ArgumentParser.Flag(help: "A record for every message, not only flagged ones.")
    var all = false

    @OptionGroup var detection: DetectionOptions

    @ArgumentParser.Flag(help: "Show matched text; without it everything is masked.")
    var reveal = false

    @ArgumentParser.Flag(help: "Show addresses as stable pseudonyms.")
    var pseudonyms = false

    @ArgumentParser.Flag(help: "Quarantine what the policy would in enforce, and open cases.")
    var queue = false

    @OptionGroup var patternOptions: PatternOptions
    @OptionGroup var policyOptions: PolicyOptions
    @OptionGroup var storeOptions: StoreOptions

    @Option(
        help: ArgumentHelp("Messages are scanned on so many threads; the number of cores without it.", valueName: "n"))
    var jobs: Int?

    @Option(help: "auto, always or never: a line on standard error.")
    var progress = ProgressOption.auto

    func validate() throws {
        if let jobs, jobs < 1 { throw ValidationError("--jobs is a number from 1 up") }
    }

    func run() async throws {
        ClosedPipe.isNoSignal()
        Interrupt.listen()
        do {
            try await scan()
        } catch let code as ExitCode {
            throw code
        } catch let mistake as ValidationError {
            throw mistake
        } catch {
            // Not 1, which says that something was found.
            Console.error("inward: \(error)")
            throw ExitCode(2)
        }
    }

    private func scan() async throws {
        let policy = try policyOptions.load(patterns: patternOptions)
        let detector = try patternOptions.detector()
        let time = Date()
        let worker = try worker(detector, policy, at: time)
        let store = try queue ? storeOptions.open(creating: true, for: "scan") : nil
        let pipeline = ScanPipeline(
            worker: worker, jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount, store: store, time: time)
        let notes = ScanNotes { Console.error("inward: \($0)") }
        let feed = ScanFeed(paths: paths, format: input, limits: worker.limits, notes: notes)
        let bar = Progress(progress, totalBytes: feed.totalBytes)
        let result = try await pipeline.run(feed, progress: bar)
        close(result, notes, seconds: bar.elapsed)
        throw ExitCode(Self.status(result, notes))
    }

    private func worker(_ detector: Detector, _ policy: Policy, at time: Date) throws -> ScanWorker {
        let masking = Masking(reveal: reveal, publicNames: detector.patterns.publicNames)
        let options = try detection.options(prevalence: policy.prevalence, floor: min(detection.minimum, 0.5))
        let intakes =
            try queue
            ? IntakeMaker(
                source: .scan, masking: Masking(reveal: false, publicNames: detector.patterns.publicNames),
                policy: policy,
                judgedBy: JudgedBy(policy, packDigest: PatternArchive(folder: detector.patterns.path).digest),
                minimum: detection.minimum,
                time: time) : nil
        return ScanWorker(
            detector: detector, options: options, policy: policy,
            records: RecordMaker(masking: masking, pseudonyms: try pseudonymKey(), minimum: detection.minimum),
            format: recordFormat, all: all, intakes: intakes, limits: MessageLimits(),
            reading: MailReading(markers: detector.patterns.quoteMarkers))
    }

    private var recordFormat: any RecordFormat {
        switch chosenFormat {
        case .text: TextFormat(colour: Terminal.allowsColour)
        case .jsonl: JSONLinesFormat()
        case .csv: CSVFormat()
        case .sarif: SARIFFormat(version: Inward.configuration.version)
        }
    }

    private var chosenFormat: OutputFormat { format ?? (Terminal.outputIsTerminal ? .text : .jsonl) }

    /// The store's key makes pseudonyms stable from run to run; without a store they are stable within this run.
    private func pseudonymKey() throws -> Pseudonyms? {
        guard pseudonyms else { return nil }
        let folder = try storeOptions.folder
        if folder.exists {
            let ring = try KeyRing(folder: folder.keys, passphrase: folder.passphrase)
            return Pseudonyms(key: try ring.digest())
        }
        Console.error("inward: no store at \(storeOptions.path): pseudonyms are stable within this run only")
        return Pseudonyms(key: DigestKey())
    }

    private func close(_ result: ScanPipeline.Result, _ notes: ScanNotes, seconds: Double) {
        let screen = ClosingScreen(result: result, seconds: seconds, queues: queue, skipped: notes.skipped)
        guard result.end != .outputClosed else { return }
        if chosenFormat == .text {
            try? StandardOutput.write(Array(("\n" + screen.text).utf8))
        } else if Terminal.errorIsTerminal && !Terminal.outputIsTerminal && progress != .never {
            Console.error("\n" + screen.text)
        }
    }

    private static func status(_ result: ScanPipeline.Result, _ notes: ScanNotes) -> Int32 {
        switch result.end {
        case .outputClosed: 0
        case .interrupted: 130
        case .finished: notes.problems == 0 ? (result.totals.flagged > 0 ? 1 : 0) : 2
        }
    }
}
