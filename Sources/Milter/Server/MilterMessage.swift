import NIOConcurrencyHelpers
import NIOCore

/// A message byte for byte as the MTA has it: header fields and lines ended by CRLF, an empty line, and the body as sent
/// (how the header is put together, and why, stands in `HeaderBlock`). The MTA's own `Received` field is not among them: Postfix
/// and Sendmail add it after the filters.
///
/// A sequence of chunks for one reader. While nobody reads, at most ``ServerSettings/windowBytes`` and a packet are kept and the
/// MTA waits. Reading throws ``Cut`` where the MTA gives the message up.
public final class MilterMessage: AsyncSequence, Sendable {
    /// A chunk.
    public typealias Element = ByteBuffer

    /// Why a message does not come to its end.
    public enum Cut: Error, Sendable, Equatable {
        /// The MTA gave it up or has gone, or the handler took too long.
        case givenUp
        /// It has more bytes than ``MilterMessage/collect(upTo:)`` was to take.
        case tooLong(limit: Int)
    }

    private struct State {
        var chunks = CircularBuffer<ByteBuffer>(initialCapacity: 2)
        var bytes = 0
        var isFinished = false
        var isGivenUp = false
        var isUnwanted = false
        var isOverWindow = false
        var limitPassed: MessageLimit?
        var macros: MacroTable?
        var reader: CheckedContinuation<ByteBuffer?, any Error>?
    }

    /// Which message of its connection, counted from 1; 0 outside of one.
    public let number: UInt64
    private let state = NIOLockedValueBox(State())
    private let window: Int
    private let resume: @Sendable () -> Void

    /// `resume` is called when a reader has made room after the window was full.
    init(window: Int, number: UInt64 = 0, resume: @escaping @Sendable () -> Void) {
        self.number = number
        self.window = window
        self.resume = resume
    }

    /// A message that is whole, for tests and for other doors than a milter's.
    public convenience init(whole bytes: ByteBuffer) {
        self.init(window: .max, resume: {})
        append(bytes)
        finish(limitPassed: nil, macros: MacroTable())
    }

    /// The limit that the message has passed, so that bytes are missing at its end; known when the sequence has ended.
    public var limitPassed: MessageLimit? { state.withLockedValue { $0.limitPassed } }

    /// The macros in force at the end of the message, nil before it. A long message's envelope has those of its beginning.
    public var macrosAtEnd: MacroTable? { state.withLockedValue { $0.macros } }

    /// Says that no more of the message is needed. The MTA is told where it can be, else the bytes are dropped; the sequence
    /// ends. The verdict is still sent at the message's end.
    public func stopReading() {
        let reader = state.withLockedValue { state in
            state.isUnwanted = true
            state.chunks.removeAll()
            state.bytes = 0
            defer { state.reader = nil }
            return state.reader
        }
        reader?.resume(returning: nil)
        resume()
    }

    /// The whole message. Throws ``Cut/tooLong(limit:)`` as soon as more than `limit` bytes have come.
    public func collect(upTo limit: Int) async throws -> ByteBuffer {
        guard var whole = try await next() else { return ByteBuffer() }
        while whole.readableBytes <= limit, var chunk = try await next() { whole.writeBuffer(&chunk) }
        guard whole.readableBytes <= limit else { throw Cut.tooLong(limit: limit) }
        return whole
    }

    /// Reads chunk by chunk.
    public struct AsyncIterator: AsyncIteratorProtocol {
        let message: MilterMessage
        /// The next chunk; nil at the end.
        public mutating func next() async throws -> ByteBuffer? { try await message.next() }
    }

    /// The one reader.
    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(message: self) }

    private enum Step {
        case chunk(ByteBuffer, hasRoom: Bool)
        case end
        case cut
        case wait
    }

    private func next() async throws -> ByteBuffer? {
        switch state.withLockedValue({ step(&$0) }) {
        case .chunk(let chunk, let hasRoom):
            if hasRoom { resume() }
            return chunk
        case .end: return nil
        case .cut: throw Cut.givenUp
        case .wait: return try await wait()
        }
    }

    private func step(_ state: inout State) -> Step {
        if state.isGivenUp { return .cut }
        if let chunk = state.chunks.popFirst() {
            state.bytes -= chunk.readableBytes
            let hasRoom = state.isOverWindow && state.bytes <= window / 2
            if hasRoom { state.isOverWindow = false }
            return .chunk(chunk, hasRoom: hasRoom)
        }
        return state.isFinished || state.isUnwanted ? .end : .wait
    }

    private func wait() async throws -> ByteBuffer? {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let answer: Result<ByteBuffer?, any Error>? = state.withLockedValue { state in
                    switch step(&state) {
                    case .chunk(let chunk, _): return .success(chunk)
                    case .end: return .success(nil)
                    case .cut: return .failure(Cut.givenUp)
                    case .wait:
                        guard state.reader == nil else { return .failure(Cut.givenUp) }
                        state.reader = continuation
                        return nil
                    }
                }
                if let answer { continuation.resume(with: answer) }
            }
        } onCancel: {
            giveUp()
        }
    }
}

extension MilterMessage {
    /// Takes the next chunk. Answers whether there is room for more.
    @discardableResult
    func append(_ chunk: ByteBuffer) -> Bool {
        let (reader, hasRoom) = state.withLockedValue { state -> (CheckedContinuation<ByteBuffer?, any Error>?, Bool) in
            if state.isUnwanted || state.isGivenUp { return (nil, true) }
            if let reader = state.reader {
                state.reader = nil
                return (reader, true)
            }
            state.chunks.append(chunk)
            state.bytes += chunk.readableBytes
            if state.bytes > window { state.isOverWindow = true }
            return (nil, !state.isOverWindow)
        }
        reader?.resume(returning: chunk)
        return hasRoom
    }

    /// The message is whole.
    func finish(limitPassed: MessageLimit?, macros: MacroTable) {
        let reader = state.withLockedValue { state in
            state.isFinished = true
            state.limitPassed = limitPassed
            state.macros = macros
            defer { state.reader = nil }
            return state.reader
        }
        reader?.resume(returning: nil)
    }

    /// The message will not come to its end.
    func giveUp() {
        let reader = state.withLockedValue { state in
            state.isGivenUp = true
            state.chunks.removeAll()
            state.bytes = 0
            defer { state.reader = nil }
            return state.reader
        }
        reader?.resume(throwing: Cut.givenUp)
    }

    /// Whether the handler has said that it needs no more.
    var isUnwanted: Bool { state.withLockedValue { $0.isUnwanted } }

    /// Whether the reader is behind.
    var isOverWindow: Bool { state.withLockedValue { $0.isOverWindow && !$0.isUnwanted && !$0.isGivenUp } }
}
