import NIOCore
import Testing

@testable import Milter

@Suite struct LimitTests {
    static func limits(_ change: (inout SessionLimits) -> Void) -> SessionLimits {
        var limits = SessionLimits()
        change(&limits)
        return limits
    }

    @Test func aMessageOverItsLimitIsCutThereAndTheHandlerIsTold() {
        var transcript = Transcript(version: 6, limits: Self.limits { $0.messageBytes = 10 })
        _ = transcript.envelope(to: "<b@office.example>")
        #expect(transcript.send(.endOfHeaders, .body(ByteBuffer(string: "123456"))) == ["content 2", "content 6"])
        #expect(transcript.session.limitPassed == nil)
        #expect(transcript.send(.body(ByteBuffer(string: "7890"))) == ["content 2"])
        #expect(transcript.send(.body(ByteBuffer(string: "x"))) == [])
        #expect(transcript.session.limitPassed == .messageBytes)
        #expect(transcript.send(.endOfBody(ByteBuffer())) == ["end of message"])
        #expect(transcript.session.messageBytes == 13)
    }

    @Test func pastTheLimitAnMTAThatWaitsIsToldToSkipTheRest() {
        var needs = HandlerNeeds()
        needs.stopsEarly = true
        var transcript = Transcript(needs, version: 6, limits: Self.limits { $0.messageBytes = 4 })
        _ = transcript.envelope(to: "<b@office.example>")
        _ = transcript.send(.endOfHeaders)
        #expect(transcript.send(.body(ByteBuffer(string: "12"))) == ["content 2", "c"])
        #expect(transcript.send(.body(ByteBuffer(string: "3"))) == ["s"])
    }

    @Test func aHandlerThatWantsNoMoreHasTheRestSkipped() {
        var needs = HandlerNeeds()
        needs.stopsEarly = true
        var transcript = Transcript(needs, version: 6)
        _ = transcript.envelope(to: "<b@office.example>")
        _ = transcript.send(.endOfHeaders)
        transcript.session.isContentUnwanted = true
        #expect(transcript.send(.body(ByteBuffer(string: "12"))) == ["s"])
    }

    @Test func headersOverTheirLimitsAreDropped() {
        var bytes = Transcript(version: 6, limits: Self.limits { $0.headerBytes = 10 })
        _ = bytes.envelope(to: "<b@office.example>")
        _ = bytes.send(
            .header(name: "A", value: "1"), .header(name: "B", value: "1234567890"), .header(name: "C", value: "1"))
        _ = bytes.send(.endOfHeaders)
        #expect(bytes.session.limitPassed == .headerBytes)
        #expect(String(buffer: bytes.content) == "A:1\r\n\r\n")
        var fields = Transcript(version: 6, limits: Self.limits { $0.headerFields = 2 })
        _ = fields.envelope(to: "<b@office.example>")
        for _ in 0..<3 { _ = fields.send(.header(name: "A", value: "1")) }
        #expect(fields.session.limitPassed == .headerFields)
    }

    @Test func aRecipientTooManyIsAnsweredWithLater() {
        var transcript = Transcript(
            HandlerNeeds(answers: .recipient), version: 6, limits: Self.limits { $0.recipients = 1 })
        _ = transcript.envelope()
        _ = RecipientTests.asked(&transcript, "<b@office.example>", .continue)
        #expect(
            transcript.send(.recipient(path: "<c@office.example>", parameters: [])) == [
                "y 452 4.5.3 Too many recipients"
            ])
        #expect(transcript.session.envelope.recipients.count == 1)
    }

    @Test func aRecipientTooManyThatCannotBeAnsweredRefusesTheMessageForNow() {
        var transcript = Transcript(version: 6, limits: Self.limits { $0.recipients = 1 })
        _ = transcript.envelope(to: "<b@office.example>", "<c@office.example>")
        _ = transcript.send(.endOfBody(ByteBuffer()))
        #expect(
            transcript.verdict(.accept)
                == ["y 452 4.5.3 Too many recipients", "ended temporaryFailure endOfMessage"])
    }

    @Test func macrosOverTheirLimitCloseTheConnection() {
        var transcript = Transcript(version: 6, limits: Self.limits { $0.macroBytes = 10 })
        let macros = [MacroDefinition(name: "i", value: "1234567890")]
        #expect(
            transcript.send(.macros(command: CommandCode.mail.rawValue, macros))
                == ["problem macros over the limit of 10 bytes", "close"])
    }

    @Test func macrosThatAreReplacedCountOnce() {
        var transcript = Transcript(version: 6, limits: Self.limits { $0.macroBytes = 10 })
        let macros = [MacroDefinition(name: "i", value: "12345678")]
        for _ in 0..<20 { #expect(transcript.send(.macros(command: CommandCode.recipient.rawValue, macros)) == []) }
    }
}
