import NIOCore
import Testing

@testable import Milter

@Suite(.timeLimit(.minutes(1))) struct ConnectionTests {
    @Test func aMessageIsHandedOverWholeAndReportedOnce() async throws {
        var handler = TestHandler()
        handler.onMessage = { envelope, raw in
            let bytes = try? await raw.collect(upTo: 1_000)
            return MilterVerdict(
                .quarantine(reason: "\(envelope.recipients.count) \(bytes.map { String(buffer: $0) } ?? "")"))
        }
        let connection = try await TestConnection(handler)
        try await connection.negotiate()
        try await connection.envelope()
        try await connection.send(
            .header(name: "A", value: " b"), .endOfHeaders, .body(ByteBuffer(string: "c")), .endOfBody(ByteBuffer()))
        #expect(try await connection.replies() == "qa")
        let report = try #require(await handler.reports.next())
        #expect(report.outcome == .answered(.quarantine, at: .endOfMessage))
        #expect(report.verdict == .quarantine(reason: "1 A: b\r\n\r\nc"))
        #expect(report.bytes == 9)
        try await connection.channel.close()
        #expect(handler.reports.outcomes.count == 1)
    }

    @Test func progressIsReportedAtEachIntervalUntilTheVerdict() async throws {
        let gate = Gate()
        var handler = TestHandler()
        handler.onMessage = { _, _ in
            await gate.pass()
            return .accept
        }
        let connection = try await TestConnection(handler)
        try await connection.negotiate()
        try await connection.envelope()
        try await connection.send(.endOfBody(ByteBuffer()))
        await connection.advance(.seconds(10))
        #expect(try await connection.replies() == "p")
        await connection.advance(.seconds(10))
        #expect(try await connection.replies() == "p")
        gate.open()
        #expect(try await connection.replies() == "a")
        #expect(await handler.reports.next()?.total == .seconds(20))
        await connection.advance(.seconds(100))
        #expect(try await connection.channel.readOutbound(as: ByteBuffer.self) == nil)
    }

    @Test func aVerdictThatTakesTooLongIsAnsweredForAndItsTaskCancelled() async throws {
        let gate = Gate()
        var handler = TestHandler()
        handler.onMessage = { _, _ in
            await gate.pass()
            return MilterVerdict(Task.isCancelled ? .reject(nil) : .accept)
        }
        var settings = ServerSettings()
        settings.progressInterval = .seconds(1_000)
        let connection = try await TestConnection(handler, settings)
        try await connection.negotiate()
        try await connection.envelope()
        try await connection.send(.endOfBody(ByteBuffer()))
        await connection.advance(.seconds(240))
        #expect(try await connection.replies() == "t")
        let report = try #require(await handler.reports.next())
        #expect(report.outcome == .answered(.temporaryFailure, at: .endOfMessage))
        #expect(report.isOverdue && report.verdict == .reject(nil))
    }

    @Test func aHandlerThatNeverComesBackIsReportedWithoutItsVerdict() async throws {
        let gate = Gate()
        var handler = TestHandler()
        handler.onMessage = { _, _ in
            await Task.detached { await gate.pass() }.value
            return .accept
        }
        let connection = try await TestConnection(handler)
        try await connection.negotiate()
        try await connection.envelope()
        try await connection.send(.endOfBody(ByteBuffer()))
        try await connection.send(.abort)
        try await connection.settle()
        #expect(handler.reports.outcomes.isEmpty)
        await connection.advance(.seconds(60))
        let report = try #require(await handler.reports.next())
        #expect(report.outcome == .aborted && report.verdict == nil)
        gate.open()
        try await connection.channel.close()
        await connection.ledger.quiet()
        #expect(handler.reports.outcomes == [.aborted])
    }

    @Test(arguments: [true, false]) func whoGivesAMessageUpCancelsItsHandler(_ isAbort: Bool) async throws {
        let (started, gate) = (Gate(), Gate())
        var handler = TestHandler()
        handler.onMessage = { _, _ in
            started.open()
            await gate.pass()
            return MilterVerdict(Task.isCancelled ? .discard : .accept)
        }
        let connection = try await TestConnection(handler)
        try await connection.negotiate()
        try await connection.envelope()
        try await connection.send(.endOfBody(ByteBuffer()))
        await started.pass()
        if isAbort { try await connection.send(.abort) } else { try await connection.channel.close() }
        let report = try #require(await handler.reports.next())
        #expect(report.outcome == (isAbort ? .aborted : .connectionLost))
        #expect(report.verdict == .discard)
    }

    @Test func aCommandThatComesBeforeAnAnswerWaitsForIt() async throws {
        let gate = Gate()
        var handler = TestHandler()
        handler.needs.answers = .mail
        handler.onMail = { _ in
            await gate.pass()
            return .continue
        }
        let connection = try await TestConnection(handler)
        try await connection.negotiate()
        try await connection.envelope()
        try await connection.send(.endOfBody(ByteBuffer()))
        gate.open()
        #expect(try await connection.replies() == "c")
        #expect(try await connection.replies() == "a")
        #expect(await handler.reports.next()?.envelope.recipients.count == 1)
    }

    @Test func anAnswerThatTakesTooLongIsGivenForTheHandler() async throws {
        var handler = TestHandler()
        handler.needs.answers = .recipient
        handler.onRecipient = { _ in
            await Gate().pass()
            return .continue
        }
        let connection = try await TestConnection(handler)
        try await connection.negotiate()
        try await connection.envelope()
        await connection.advance(.seconds(30))
        #expect(try await connection.replies() == "t")
    }

    @Test func anMTAThatSaysNothingForTooLongIsLeft() async throws {
        let handler = TestHandler()
        let connection = try await TestConnection(handler)
        try await connection.negotiate()
        try await connection.envelope()
        await connection.advance(.seconds(7_000))
        try await connection.send(.header(name: "A", value: "b"))
        await connection.advance(.seconds(7_000))
        #expect(connection.channel.isActive)
        await connection.advance(.seconds(300))
        #expect(await handler.reports.next()?.outcome == .timedOut)
        #expect(!connection.channel.isActive)
    }

    @Test func garbageClosesTheConnectionAndReportsItsMessage() async throws {
        let handler = TestHandler()
        let connection = try await TestConnection(handler)
        try await connection.negotiate()
        try await connection.envelope()
        try await connection.send(bytes: [255, 255, 255, 255, 1])
        #expect(await handler.reports.next()?.outcome == .protocolError)
        #expect(!connection.channel.isActive)
    }

    @Test func whileTheHandlerIsBehindTheMTAIsReadNoFurther() async throws {
        let gate = Gate()
        var handler = TestHandler()
        handler.onMessage = { _, raw in
            await gate.pass()
            var bytes = 0
            do { for try await chunk in raw { bytes += chunk.readableBytes } } catch { return .temporaryFailure }
            return MilterVerdict(.quarantine(reason: "\(bytes)"))
        }
        var settings = ServerSettings()
        settings.windowBytes = 100_000
        let connection = try await TestConnection(handler, settings)
        try await connection.negotiate()
        try await connection.envelope()
        let chunk = MilterCommand.body(ByteBuffer(repeating: 0x78, count: 60_000))
        for _ in 0..<4 { try await connection.send(chunk) }
        try await connection.settle()
        let before = connection.reads.count
        connection.channel.read()
        connection.channel.read()
        try await connection.settle()
        #expect(connection.reads.count == before)
        gate.open()
        for _ in 0..<20 { try await connection.send(chunk) }
        try await connection.send(.endOfBody(ByteBuffer()))
        #expect(try await connection.replies() == "qa")
        #expect(await handler.reports.next()?.verdict == .quarantine(reason: "\(24 * 60_000 + 2)"))
        connection.channel.read()
        try await connection.settle()
        #expect(connection.reads.count > before)
    }

    @Test func aHandlerThatNeverReadsIsGivenUp() async throws {
        var handler = TestHandler()
        handler.onMessage = { _, _ in
            await Gate().pass()
            return .accept
        }
        var settings = ServerSettings()
        settings.windowBytes = 1_000
        let connection = try await TestConnection(handler, settings)
        try await connection.negotiate()
        try await connection.envelope()
        for _ in 0..<2 { try await connection.send(.body(ByteBuffer(repeating: 0x78, count: 60_000))) }
        await connection.advance(.seconds(240))
        try await connection.send(.body(ByteBuffer(string: "x")), .endOfBody(ByteBuffer()))
        #expect(try await connection.replies() == "t")
        let report = try #require(await handler.reports.next())
        #expect(report.isOverdue)
    }

    @Test func aVerdictBeforeTheEndIsSentAtTheEnd() async throws {
        var handler = TestHandler()
        handler.needs.stopsEarly = true
        handler.onMessage = { _, raw in
            raw.stopReading()
            return MilterVerdict(.reject(nil))
        }
        var settings = ServerSettings()
        settings.windowBytes = 10
        let connection = try await TestConnection(handler, settings)
        try await connection.negotiate()
        try await connection.envelope()
        try await connection.send(.body(ByteBuffer(string: "more than the window")))
        #expect(try await connection.replies() == "c")
        var answer = "c"
        // The handler's word reaches the event loop in its own time.
        for _ in 0..<10_000 where answer == "c" {
            try await connection.send(.body(ByteBuffer(string: "x")))
            answer = try await connection.replies()
        }
        #expect(answer == "s")
        try await connection.send(.endOfBody(ByteBuffer()))
        #expect(try await connection.replies() == "r")
    }

    @Test func manyMessagesAreReportedOnceEach() async throws {
        let handler = TestHandler()
        let connection = try await TestConnection(handler)
        try await connection.negotiate()
        for index in 0..<200 {
            try await connection.envelope()
            if index % 3 == 0 {
                try await connection.send(.abort)
            } else {
                try await connection.send(.endOfBody(ByteBuffer()))
                #expect(try await connection.replies() == "a")
            }
        }
        try await connection.channel.close()
        await connection.ledger.quiet()
        #expect(handler.reports.outcomes.count == 200)
        #expect(handler.reports.outcomes.filter { $0 == .aborted }.count == 67)
    }
}
