/// Reads the messages of one source, in order, a batch at a time, in memory that does not depend on its size.
///
/// Compressed files (gzip, by their first bytes) are decompressed on the way; offsets count decompressed bytes.
public final class InputReader {
    /// Bytes read at a time. A batch holds the messages that end in one such window.
    static let windowSize = 1 << 20
    /// Bytes looked at to tell a format.
    private static let beginningSize = 64 << 10

    /// What is read.
    public let file: InputFile
    /// How it is read; nil where there is nothing to read.
    public let format: InputFormat?
    /// Size of the file on disk in bytes, where the system knows one.
    public let totalBytes: Int?
    /// True for a file found in a folder that is neither mail nor a form export: it has no messages and no problem.
    public let isSkipped: Bool
    private let stream: any ByteStream
    private let records: RecordReader?
    private let openingProblem: InputProblem.Kind?
    private var reported = 0

    /// Opens `file` and finds out what it is. Waits for its first bytes.
    ///
    /// - Throws: ``InputProblem`` where it can't be opened or, if the user named it, is nothing that can be read.
    public init(file: InputFile, format: InputFormat = .auto, limits: MessageLimits = MessageLimits()) throws {
        do throws(InputProblem.Kind) {
            let source = try FileStream(file)
            let opened = try Opened(source, limits: limits)
            let detected = FormatDetection.detect(opened.beginning.span, file: file, asked: format)
            if opened.beginning.isEmpty, let problem = opened.problem { throw problem }
            if file.named, detected == .binary { throw .binary }
            if file.named, detected == .unrecognised { throw .unrecognised }
            self.file = file
            totalBytes = source.size
            isSkipped = detected == .binary || detected == .unrecognised
            stream = opened.stream
            openingProblem = opened.problem
            self.format = detected.format
            records = detected.format.map { opened.records(format: $0, source: file.displayName, limits: limits) }
        } catch {
            throw InputProblem(path: file.path, kind: error)
        }
    }

    /// The next messages; nil at the end, after which ``problems`` tells whether it was the end of the source.
    public func next() -> MessageBatch? {
        guard let messages = records?.next() else { return nil }
        defer { reported = bytesConsumed }
        return MessageBatch(messages: messages, bytes: bytesConsumed - reported)
    }

    /// Bytes of the file on disk read so far.
    public var bytesConsumed: Int { stream.consumed }

    /// Why the source could not be read to its end, if so.
    public var problems: [InputProblem] {
        [openingProblem ?? records?.problem].compactMap { $0 }.map { InputProblem(path: file.path, kind: $0) }
    }

    /// A stream with its beginning read, decompressed if need be.
    private struct Opened {
        var stream: any ByteStream
        var beginning: [UInt8] = []
        var problem: InputProblem.Kind?
        var isWhole = false

        init(_ source: FileStream, limits: MessageLimits) throws(InputProblem.Kind) {
            stream = source
            read()
            guard GzipStream.isGzip(beginning), problem == nil else { return }
            stream = try GzipStream(source: source, prefix: beginning, expansion: limits.expansion)
            beginning = []
            isWhole = false
            read()
        }

        private mutating func read() {
            let size = min(InputReader.beginningSize, stream.remaining ?? Int.max)
            var isWhole = false
            var problem: InputProblem.Kind?
            let stream = stream
            beginning = [UInt8](capacity: size) { span in
                do throws(InputProblem.Kind) {
                    while span.freeCapacity > 0 && !isWhole {
                        let before = span.count
                        try stream.read(into: &span)
                        isWhole = span.count == before
                    }
                } catch {
                    problem = error
                    isWhole = true
                }
            }
            self.isWhole = isWhole || stream.remaining == 0
            self.problem = problem
        }

        func records(format: InputFormat, source: String, limits: MessageLimits) -> RecordReader {
            let splitter: any RecordSplitter =
                switch format {
                case .jsonl: LineSplitter()
                case .csv: CSVSplitter(columnLimit: limits.fields)
                case .eml: MboxSplitter(splits: false)
                case .mbox, .auto: MboxSplitter()
                }
            return RecordReader(
                stream: stream, splitter: splitter, source: source, windowSize: InputReader.windowSize,
                limit: limits.messageBytes, beginning: beginning, isWhole: isWhole)
        }
    }
}

extension FormatDetection {
    /// The format to read in, if there is something to read.
    fileprivate var format: InputFormat? {
        guard case .format(let format) = self else { return nil }
        return format
    }
}
