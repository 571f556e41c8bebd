/// Reads a stream in windows and hands out the records in it, a window's worth at a time.
///
/// All records of a window share its buffer. A record that began in a window and did not end there is carried over to
/// the next; one that grows beyond the limit is cut, and the rest of it passed over without being kept, so that memory
/// depends on the limit and not on the stream.
final class RecordReader {
    private let stream: any ByteStream
    private var splitter: any RecordSplitter
    private let source: String
    private let windowSize: Int
    private let limit: Int
    private var window: [UInt8]
    private var base = 0
    private var index = 0
    private var isLast: Bool
    private var isDone = false
    /// The beginning of a record that was cut and has not ended yet.
    private var head: (start: Int, bytes: Bytes)?
    /// Why the stream could not be read to its end, if so.
    private(set) var problem: InputProblem.Kind?

    /// Reads `stream`, of which `beginning` has already been read, up to its end if `isWhole`.
    init(
        stream: any ByteStream, splitter: any RecordSplitter, source: String, windowSize: Int, limit: Int,
        beginning: [UInt8] = [], isWhole: Bool = false
    ) {
        self.stream = stream
        self.splitter = splitter
        self.source = source
        self.windowSize = max(windowSize, 1)
        self.limit = max(limit, 1)
        window = beginning
        isLast = isWhole
    }

    /// The records that end in the next window that any ends in; nil at the end.
    func next() -> [RawMessage]? {
        while !isDone {
            if !isLast { moveOn() }
            var found: [FoundRecord] = []
            splitter.split(window.span, base: base, isLast: isLast, into: &found)
            let messages = found.map(message)
            isDone = isLast
            cutOpenRecord()
            if isDone { window = [] }
            if !messages.isEmpty { return messages }
        }
        return nil
    }

    /// Replaces the window by what is still needed of it and what comes next.
    private func moveOn() {
        let end = base + window.count
        let open = head == nil ? splitter.openStart : nil
        let keep = min(max(min(open ?? end, splitter.needed), base), end)
        let carried = window[(keep - base)...]
        // Doubling keeps the copying linear in the length of a record, the limit keeps the window bounded.
        let fresh = max(windowSize, min(carried.count, limit + windowSize - carried.count))
        let capacity = min(fresh, stream.remaining ?? Int.max)
        var next: [UInt8] = []
        next.reserveCapacity(carried.count + capacity)
        next.append(contentsOf: carried)
        next.append(addingCapacity: capacity) { span in fill(&span) }
        window = next
        base = keep
    }

    private func fill(_ span: inout OutputSpan<UInt8>) {
        do throws(InputProblem.Kind) {
            while span.freeCapacity > 0 && !isLast {
                let before = span.count
                try stream.read(into: &span)
                isLast = span.count == before
            }
            if stream.remaining == 0 { isLast = true }
        } catch {
            problem = error
            isLast = true
        }
    }

    private func cutOpenRecord() {
        guard head == nil, let start = splitter.openStart, start >= base, base + window.count - start > limit else {
            return
        }
        head = (start, Bytes(window, in: start - base..<start - base + limit))
    }

    private func message(_ record: FoundRecord) -> RawMessage {
        let length = record.end - record.start
        let start = record.start - base
        var bytes = Bytes()
        if let head, head.start == record.start {
            bytes = head.bytes.slice(0..<length)
        } else {
            bytes = Bytes(window, in: start..<start + min(length, limit))
        }
        head = nil
        defer { index += 1 }
        return RawMessage(
            source: source, index: index, offset: record.start, bytes: bytes, form: splitter.form,
            isFromQuoted: record.isFromQuoted, columns: splitter.columns, isCut: bytes.count < length, length: length)
    }
}
