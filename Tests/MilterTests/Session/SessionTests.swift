import NIOCore
import Testing

@testable import Milter

@Suite struct SessionTests {
    @Test func aMessageOfVersionSixIsAnsweredAtItsEndOnly() {
        var transcript = Transcript(version: 6)
        #expect(transcript.send(.connect(hostname: "c.example", address: .unknown), .helo("h")) == [])
        #expect(transcript.envelope(to: "<b@office.example>") == ["began"])
        #expect(transcript.send(.header(name: "Subject", value: " s"), .endOfHeaders) == ["content 14"])
        #expect(transcript.send(.body(ByteBuffer(string: "b\r\n"))) == ["content 3"])
        #expect(transcript.send(.endOfBody(ByteBuffer())) == ["end of message"])
        #expect(transcript.verdict(.accept) == ["a", "ended accept endOfMessage"])
        #expect(String(buffer: transcript.content) == "Subject: s\r\n\r\nb\r\n")
    }

    @Test func aMessageOfVersionTwoIsAnsweredAtEveryStep() {
        var transcript = Transcript(version: 2, options: ProtocolFlags(rawValue: 0x7F))
        #expect(transcript.send(.connect(hostname: "c.example", address: .unknown), .helo("h")) == ["c", "c"])
        #expect(transcript.envelope(to: "<b@office.example>") == ["began", "c", "c"])
        #expect(transcript.send(.header(name: "Subject", value: "s"), .endOfHeaders) == ["c", "content 14", "c"])
        #expect(transcript.send(.body(ByteBuffer(string: "b\r\n"))) == ["content 3", "c"])
        #expect(transcript.send(.endOfBody(ByteBuffer(string: "c"))) == ["content 1", "end of message"])
        #expect(String(buffer: transcript.content) == "Subject: s\r\n\r\nb\r\nc")
    }

    @Test(arguments: [
        ("one\ntwo", "one\r\ntwo"), ("one\r\ntwo", "one\r\ntwo"), ("\n", "\r\n"), ("a\n\nb\n", "a\r\n\r\nb\r\n"),
        ("a\rb", "a\rb"),
        ("", ""), ("  two", "  two"), ("\ttab", "\ttab"),
    ]) func aHeaderValueIsPutTogetherLineByLine(_ value: String, _ lines: String) {
        var transcript = Transcript(version: 6)
        _ = transcript.envelope(to: "<b@office.example>")
        _ = transcript.send(.header(name: "X", value: ByteString(value)), .endOfHeaders)
        #expect(String(buffer: transcript.content) == "X:\(lines)\r\n\r\n")
    }

    @Test func aMessageWithoutHeaderOrWithoutBodyIsWhole() {
        var transcript = Transcript(version: 6)
        _ = transcript.envelope(to: "<b@office.example>")
        #expect(transcript.send(.endOfBody(ByteBuffer())) == ["content 2", "end of message"])
    }

    @Test func severalMessagesOfAConnectionDoNotMix() {
        var transcript = Transcript(version: 6)
        for to in ["<b@office.example>", "<c@office.example>"] as [ByteString] {
            #expect(transcript.envelope(to: to) == ["began"])
            _ = transcript.send(.header(name: "X", value: "y"), .endOfBody(ByteBuffer()))
            #expect(transcript.session.envelope.recipients.map(\.to.path) == [to])
            #expect(transcript.session.messageBytes == 7)
            #expect(transcript.verdict(.accept) == ["a", "ended accept endOfMessage"])
        }
    }

    /// What ends a message that is in progress, at each of its steps, and that it ends once.
    @Test(arguments: [
        (MilterCommand.abort, ["ended aborted"]), (.quit, ["ended aborted", "close"]),
        (.quitNewConnection, ["ended aborted"]),
        (.helo("again"), ["ended aborted"]),
        (.mail(path: "<z@office.example>", parameters: []), ["ended aborted", "began"]),
    ]) func whatEndsAMessageEndsItOnce(_ command: MilterCommand, _ wanted: [String]) {
        let steps: [MilterCommand] = [
            .mail(path: "<a@office.example>", parameters: []), .recipient(path: "<b@office.example>", parameters: []),
            .data,
            .header(name: "X", value: "y"), .endOfHeaders, .body(ByteBuffer(string: "b")),
        ]
        for count in 1...steps.count {
            var transcript = Transcript(version: 6)
            for step in steps.prefix(count) { _ = transcript.send(step) }
            #expect(transcript.send(command) == wanted, "after \(count) steps")
            _ = transcript.send(.quit)
            #expect(transcript.session.isClosed)
        }
    }

    @Test func anAbortBetweenMessagesIsNothing() {
        var transcript = Transcript(version: 6)
        #expect(transcript.send(.abort, .abort) == [])
        #expect(transcript.envelope(to: "<b@office.example>") == ["began"])
    }

    @Test func anAbortWhileTheVerdictIsAwaitedWithdrawsTheQuestion() {
        var transcript = Transcript(version: 6)
        _ = transcript.envelope(to: "<b@office.example>")
        _ = transcript.send(.endOfBody(ByteBuffer()))
        #expect(transcript.send(.abort) == ["ended aborted"])
        #expect(transcript.verdict(.accept) == [])
        #expect(transcript.envelope(to: "<c@office.example>") == ["began"])
    }

    @Test(arguments: [
        MilterCommand.recipient(path: "<b@office.example>", parameters: []), .data, .header(name: "X", value: "y"),
        .endOfHeaders,
        .body(ByteBuffer()), .endOfBody(ByteBuffer()),
    ]) func aCommandOutOfOrderClosesTheConnection(_ command: MilterCommand) {
        var transcript = Transcript(version: 6)
        let words = transcript.send(command)
        #expect(words.last == "close" && words.count == 2)
        #expect(words.first?.hasPrefix("problem command") == true)
        #expect(transcript.send(.abort) == [])
    }

    @Test(arguments: Samples.commands.filter { ![.negotiate, .quit].contains($0.code) })
    func nothingComesBeforeNegotiation(_ command: MilterCommand) {
        var transcript = Transcript()
        transcript.session = MilterSession(needs: HandlerNeeds())
        #expect(transcript.send(command).last == "close")
    }

    @Test func aSecondNegotiationEndsTheMessageAndTheConnection() {
        var transcript = Transcript(version: 6)
        _ = transcript.envelope(to: "<b@office.example>")
        let words = transcript.send(.negotiate(Negotiation(version: 6, actions: .all, options: .all)))
        #expect(words == ["problem command 'O' out of order", "ended protocolError", "close"])
    }

    @Test func unknownCommandsAreAnsweredWhereAnAnswerIsAwaited() {
        var six = Transcript(version: 6)
        #expect(six.send(.unknown("X")) == [])
        var three = Transcript(version: 3, options: ProtocolFlags(rawValue: 0xFF))
        #expect(three.send(.unknown("X")) == ["c"])
    }

    @Test func macrosAreKeptByStageAndForgottenWithTheirMessage() {
        var transcript = Transcript(version: 6)
        func macro(_ stage: CommandCode, _ name: ByteString, _ value: ByteString) -> MilterCommand {
            .macros(command: stage.rawValue, [MacroDefinition(name: name, value: value)])
        }
        _ = transcript.send(macro(.connect, "j", "mx"), .connect(hostname: "c", address: .unknown))
        _ = transcript.send(macro(.helo, "{tls_version}", "TLSv1.3"), .helo("h"))
        _ = transcript.send(macro(.mail, "i", "1"), .mail(path: "<a@office.example>", parameters: []))
        _ = transcript.send(
            macro(.recipient, "{rcpt_addr}", "b"), .recipient(path: "<b@office.example>", parameters: []))
        _ = transcript.send(
            macro(.recipient, "{rcpt_addr}", "c"), .recipient(path: "<c@office.example>", parameters: []))
        _ = transcript.send(macro(.endOfBody, "i", "2"), .endOfBody(ByteBuffer()))
        let envelope = transcript.session.envelope
        #expect(envelope.queueID == "2")
        #expect(envelope.macros["rcpt_addr"] == "c")
        #expect(envelope.recipients.map { $0.macros.map(\.value) } == [["b"], ["c"]])
        #expect(envelope.macros["j"] == "mx" && envelope.macros["{tls_version}"] == "TLSv1.3")
        _ = transcript.verdict(.accept)
        #expect(transcript.session.macros["i"] == nil)
        #expect(transcript.session.macros["j"] == "mx")
        _ = transcript.send(.quitNewConnection)
        #expect(transcript.session.macros["j"] == nil)
    }

    @Test func theAuthenticatedUserIsKnownOnlyWhereThereIsOne() {
        var transcript = Transcript(version: 6)
        _ = transcript.envelope(to: "<b@office.example>")
        #expect(transcript.session.envelope.authenticatedUser == nil)
        _ = transcript.send(
            .macros(command: CommandCode.mail.rawValue, [MacroDefinition(name: "{auth_authen}", value: "a")]),
            .mail(path: "<a@office.example>", parameters: []))
        #expect(transcript.session.envelope.authenticatedUser == "a")
    }

    @Test func aConnectionAcceptedOrRefusedIsAnsweredSoToItsEnd() {
        for (answer, code) in [(ConnectAnswer.accept, "a"), (.reject(nil), "r"), (.temporaryFailure(nil), "t")] {
            var transcript = Transcript(HandlerNeeds(answers: [.connect, .mail]), version: 6)
            #expect(transcript.send(.connect(hostname: "c", address: .unknown)) == ["ask connect"])
            #expect(transcript.answer { $0.answer(connect: answer, effects: &$1) } == [code])
            #expect(transcript.send(.mail(path: "<a@office.example>", parameters: [])) == [code])
            #expect(transcript.send(.quitNewConnection, .connect(hostname: "d", address: .unknown)) == ["ask connect"])
        }
    }

    @Test func aChangeThatWasNotGrantedBecomesLater() {
        var transcript = Transcript(HandlerNeeds(), version: 6)
        _ = transcript.envelope(to: "<b@office.example>")
        _ = transcript.send(.endOfBody(ByteBuffer()))
        let words = transcript.verdict(MilterVerdict(.accept, changes: [.addHeader(name: "X", value: "y")]))
        #expect(words.suffix(2) == ["t", "ended temporaryFailure endOfMessage"])
    }

    @Test func aNewBodyGoesInChunks() {
        for (size, chunks) in [(0, 1), (1, 1), (65_535, 1), (65_536, 2), (200_000, 4)] {
            let body = ByteBuffer(repeating: 0x78, count: size)
            let verdict = MilterVerdict(.accept, changes: [.replaceBody(body)])
            var sent = ByteBuffer()
            let replies = verdict.replies(hasLeadingSpace: true)
            for case .replaceBody(let chunk) in replies {
                #expect(chunk.readableBytes <= 65_535)
                sent.writeImmutableBuffer(chunk)
            }
            #expect(replies.count == chunks + 1)
            #expect(sent == body)
        }
    }

    @Test func aHeaderGetsItsSpaceBehindTheColonOnce() {
        let verdict = MilterVerdict(.accept, changes: [.addHeader(name: "X", value: "y")])
        #expect(verdict.replies(hasLeadingSpace: true).first == .addHeader(name: "X", value: " y"))
        #expect(verdict.replies(hasLeadingSpace: false).first == .addHeader(name: "X", value: "y"))
        let deletion = MilterVerdict(.accept, changes: [.deleteHeader(index: 1, name: "X")])
        #expect(deletion.replies(hasLeadingSpace: true).first == .changeHeader(index: 1, name: "X", value: ""))
    }

    @Test func aRefusedOrDiscardedMessageIsNotChanged() {
        let changes: [MilterVerdict.Change] = [
            .addHeader(name: "X", value: "y"), .deleteRecipient("<b@office.example>"),
        ]
        for action in [MilterVerdict.Action.reject(nil), .temporaryFailure(nil), .discard] {
            #expect(MilterVerdict(action, changes: changes).replies(hasLeadingSpace: true).count == 1)
        }
    }
}
