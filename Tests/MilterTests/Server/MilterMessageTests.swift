import NIOCore
import Testing

@testable import Milter

@Suite(.timeLimit(.minutes(1))) struct MilterMessageTests {
    @Test func chunksComeInOrderAndTheEndIsTold() async throws {
        let raw = MilterMessage(window: 1_000) {}
        let reader = Task {
            var text = ""
            for try await chunk in raw { text += String(buffer: chunk) }
            return text
        }
        for index in 0..<100 {
            raw.append(ByteBuffer(string: "\(index) "))
            if index % 7 == 0 { await Task.yield() }
        }
        raw.finish(limitPassed: .headerBytes, macros: MacroTable())
        #expect(try await reader.value == (0..<100).map { "\($0) " }.joined())
        #expect(raw.limitPassed == .headerBytes)
    }

    @Test func aMessageOverTheReadersLimitIsRefused() async throws {
        let raw = MilterMessage(whole: ByteBuffer(string: "1234"))
        await #expect(throws: MilterMessage.Cut.tooLong(limit: 3)) { _ = try await raw.collect(upTo: 3) }
        #expect(
            try await MilterMessage(whole: ByteBuffer(string: "1234")).collect(upTo: 4) == ByteBuffer(string: "1234"))
    }

    @Test func aReaderThatWaitsIsToldOfTheCut() async {
        let raw = MilterMessage(window: 1_000) {}
        let reader = Task { try await raw.collect(upTo: 10) }
        raw.append(ByteBuffer(string: "1"))
        raw.giveUp()
        await #expect(throws: MilterMessage.Cut.givenUp) { _ = try await reader.value }
    }

    @Test func aCancelledReaderComesBack() async {
        let raw = MilterMessage(window: 1_000) {}
        let reader = Task { try await raw.collect(upTo: 10) }
        reader.cancel()
        await #expect(throws: MilterMessage.Cut.givenUp) { _ = try await reader.value }
    }

    @Test func roomIsToldOfOnceHalfTheWindowIsFree() async throws {
        let (room, told) = AsyncStream.makeStream(of: Void.self)
        let raw = MilterMessage(window: 10) { told.yield() }
        #expect(raw.append(ByteBuffer(string: "1234567")))
        #expect(!raw.append(ByteBuffer(string: "8901234")))
        var iterator = raw.makeAsyncIterator()
        _ = try await iterator.next()
        #expect(raw.isOverWindow)
        _ = try await iterator.next()
        #expect(!raw.isOverWindow)
        await room.first { _ in true }
    }
}
