import Detection
import Foundation
import Messages

/// Nanoseconds a byte of each stage of the straight line, on one thread: reading and splitting, parsing and decoding,
/// detection. Usage: `StageBenchmark PATTERNS MBOX`.
@main
struct StageBenchmark {
    static func main() throws {
        guard CommandLine.arguments.count == 3 else {
            FileHandle.standardError.write(Data("usage: StageBenchmark PATTERNS MBOX\n".utf8))
            exit(64)
        }
        let detector = try Detector(patterns: PatternFolder.load(path: CommandLine.arguments[1]))
        let path = CommandLine.arguments[2]
        let reading = MailReading(markers: detector.patterns.quoteMarkers)
        let scratch = DetectorScratch()
        var bytes = 0
        var messages = 0
        var findings = 0
        let read = try seconds { try forEach(path) { bytes += $0.bytes.count } }
        let parsed = try seconds {
            try forEach(path) { _ = Message.read($0, limits: MessageLimits(), reading: reading).segments.count }
        }
        var options = Detector.Options()
        options.floor = 0
        let assessed = try seconds {
            try forEach(path) { raw in
                let message = Message.read(raw, limits: MessageLimits(), reading: reading)
                findings += detector.assess(message, options: options, scratch: scratch).findings.count
                messages += 1
            }
        }
        var counted = MailCandidates()
        if let training = Training(detector: detector, language: "en") {
            try forEach(path) {
                training.count(Message.read($0, limits: MessageLimits(), reading: reading), into: &counted)
            }
        }
        report("read and split", read, bytes)
        report("parse and decode", parsed - read, bytes)
        report("detect", assessed - parsed, bytes)
        report("all", assessed, bytes)
        print(
            "\(messages) messages, \(bytes) bytes; a megabyte has \(perMegabyte(counted.perMail * Double(messages), bytes)) candidates "
                + "and \(perMegabyte(Double(findings), bytes)) findings of any confidence"
        )
    }

    private static func perMegabyte(_ count: Double, _ bytes: Int) -> Int {
        Int((count * 1e6 / Double(max(bytes, 1))).rounded())
    }

    private static func forEach(_ path: String, _ body: (RawMessage) -> Void) throws {
        let reader = try InputReader(file: InputFile(path: path))
        while let batch = reader.next() { batch.messages.forEach(body) }
    }

    private static func seconds(_ body: () throws -> Void) rethrows -> Double {
        let start = ContinuousClock.now
        try body()
        let duration = ContinuousClock.now - start
        return Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
    }

    private static func report(_ stage: String, _ seconds: Double, _ bytes: Int) {
        let name = stage + String(repeating: " ", count: max(0, 18 - stage.count))
        print(
            name
                + String(
                    format: "%8.2f ns/byte  %8.1f MB/s", seconds * 1e9 / Double(bytes), Double(bytes) / seconds / 1e6))
    }
}
