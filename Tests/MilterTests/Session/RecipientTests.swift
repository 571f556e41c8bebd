import NIOCore
import Testing

@testable import Milter

@Suite struct RecipientTests {
    static let needs = HandlerNeeds(optionalActions: .all, answers: .recipient)

    static func asked(_ transcript: inout Transcript, _ path: ByteString, _ answer: RecipientAnswer) -> [String] {
        _ = transcript.send(.recipient(path: path, parameters: []))
        return transcript.answer { $0.answer(recipient: answer, effects: &$1) }
    }

    @Test func aMessageNobodyNeedReadPassesAtDataBeforeItsFirstByte() {
        var transcript = Transcript(Self.needs, version: 6)
        _ = transcript.envelope()
        #expect(Self.asked(&transcript, "<dpo@office.example>", .unread) == ["c"])
        #expect(Self.asked(&transcript, "<union@office.example>", .unread) == ["c"])
        #expect(transcript.send(.data) == ["a", "ended accept unread"])
        #expect(transcript.content.readableBytes == 0)
    }

    @Test func anOldMTASendsItsBytesAndTheyAreDropped() {
        var transcript = Transcript(Self.needs, version: 2, options: ProtocolFlags(rawValue: 0xFF))
        _ = transcript.envelope()
        _ = Self.asked(&transcript, "<dpo@office.example>", .unread)
        #expect(transcript.send(.header(name: "Subject", value: "s")) == [])
        #expect(transcript.send(.endOfHeaders) == ["c"] || !transcript.session.isInMessage)
        #expect(transcript.content.readableBytes == 0)
    }

    @Test func whereTheMTAWaitsNowhereItPassesAtTheEndUnread() {
        var transcript = Transcript(
            Self.needs, version: 2, options: [.noReplyToHeader, .noReplyToEndOfHeaders, .noReplyToBody])
        _ = transcript.envelope()
        _ = Self.asked(&transcript, "<dpo@office.example>", .unread)
        #expect(
            transcript.send(.header(name: "Subject", value: "s"), .endOfHeaders, .body(ByteBuffer(string: "b"))) == [])
        #expect(transcript.send(.endOfBody(ByteBuffer())) == ["a", "ended accept unread"])
    }

    @Test func oneRecipientToBeReadIsEnoughToReadIt() {
        var transcript = Transcript(Self.needs, version: 6)
        _ = transcript.envelope()
        _ = Self.asked(&transcript, "<dpo@office.example>", .unread)
        _ = Self.asked(&transcript, "<b@office.example>", .continue)
        #expect(transcript.send(.data) == ["c"])
        #expect(transcript.session.envelope.recipients.map(\.isUnread) == [true, false])
        #expect(transcript.send(.endOfBody(ByteBuffer())) == ["content 2", "end of message"])
    }

    @Test func aRefusedRecipientIsNotOfTheEnvelope() {
        var transcript = Transcript(Self.needs, version: 6)
        _ = transcript.envelope()
        #expect(Self.asked(&transcript, "<x@office.example>", .reject(nil)) == ["r"])
        #expect(Self.asked(&transcript, "<y@office.example>", .temporaryFailure(nil)) == ["t"])
        #expect(Self.asked(&transcript, "<b@office.example>", .continue) == ["c"])
        #expect(transcript.session.envelope.recipients.map(\.to.address) == ["b@office.example"])
    }

    @Test func aRecipientMayLetTheWholeMessagePassOrGo() {
        for (answer, words) in [
            (RecipientAnswer.acceptMessage, ["a", "ended accept recipient"]),
            (.discardMessage, ["d", "ended discard recipient"]),
        ] {
            var transcript = Transcript(Self.needs, version: 6)
            _ = transcript.envelope()
            #expect(Self.asked(&transcript, "<b@office.example>", answer) == words)
            // What still comes gets the same answer and is not read.
            #expect(transcript.send(.recipient(path: "<c@office.example>", parameters: [])) == [words[0]])
            #expect(transcript.send(.abort) == [])
            #expect(transcript.envelope() == ["began"])
        }
    }

    @Test func aRecipientThatTheMTARefusesIsMarkedAndNotAskedAbout() {
        var needs = Self.needs
        needs.rejectedRecipients = true
        var transcript = Transcript(needs, version: 6)
        _ = transcript.envelope()
        let macros = [MacroDefinition(name: "{rcpt_mailer}", value: "error")]
        _ = transcript.send(.macros(command: CommandCode.recipient.rawValue, macros))
        #expect(transcript.send(.recipient(path: "<nobody@office.example>", parameters: [])) == ["c"])
        #expect(transcript.session.envelope.recipients.map(\.isRefusedByMTA) == [true])
    }
}
