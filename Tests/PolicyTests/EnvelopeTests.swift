import Messages
import Testing

@testable import Policy

@Suite("Envelopes")
struct EnvelopeTests {
    /// A mail with these header lines, and what a parser reads from `From` and `To`.
    private func mail(_ fields: [(name: String, value: String)]) -> Message {
        var raw: [UInt8] = []
        var headers: [HeaderField] = []
        for field in fields {
            let start = raw.count
            raw += Array("\(field.name):\(field.value)\r\n".utf8)
            let colon = start + field.name.utf8.count
            headers.append(HeaderField(name: start..<colon, value: colon + 1..<raw.count - 2))
        }
        var message = Message(kind: .email, raw: Bytes(raw + Array("\r\nbody".utf8)))
        message.headers = headers
        message.from = "author@a.example"
        message.to = ["to@b.example"]
        return message
    }

    @Test("trace fields come before what the author wrote")
    func trace() {
        let envelope = Envelope.from(
            mail([
                ("RETURN-PATH", " <bounce@a.example>"), ("Delivered-To", " desk@b.example"),
                ("X-Original-To", "\r\n <sales@b.example> "),
                ("Delivered-To", "dpo@b.example"),
            ]),
            channel: .scan)
        #expect(envelope.sender == "bounce@a.example")
        #expect(envelope.author == "author@a.example")
        #expect(envelope.recipients == ["desk@b.example", "dpo@b.example", "sales@b.example"])
    }

    @Test("without them it is From, To and Cc")
    func plain() {
        let envelope = Envelope.from(
            mail([("Subject", " Delivered-To: x@y.example")]), channel: .filter, authenticated: true)
        #expect(envelope.sender == "author@a.example")
        #expect(envelope.recipients == ["to@b.example"])
        #expect(envelope.channel == .filter)
        #expect(envelope.authenticated)
    }

    @Test("empty and endless fields are passed over")
    func odd() {
        let envelope = Envelope.from(
            mail([
                ("Return-Path", " <>"), ("Delivered-To", "   "),
                ("X-Original-To", String(repeating: "x", count: 3_000)),
                ("Delivered-To", "<"),
            ]),
            channel: .scan)
        #expect(envelope.sender == "author@a.example")
        #expect(envelope.recipients == ["<"])
    }

    @Test("a form has its own addresses")
    func form() {
        var form = Message(kind: .form, raw: Bytes("{}"))
        form.from = "visitor@a.example"
        #expect(Envelope.from(form, channel: .form) == Envelope(sender: "visitor@a.example", channel: .form))
    }
}
