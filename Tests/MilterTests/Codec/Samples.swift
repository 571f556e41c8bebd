import Milter
import NIOCore

/// One or more of every command and reply.
enum Samples {
    static let commands: [MilterCommand] = [
        .negotiate(Negotiation(version: 6, actions: .all, options: .all)),
        .connect(hostname: "client.example", address: .inet(address: "192.0.2.1", port: 25)),
        .connect(hostname: "client.example", address: .inet6(address: "2001:db8::1", port: 65_535)),
        .connect(hostname: "localhost", address: .unix(path: "/run/socket")),
        .connect(hostname: "[unknown]", address: .unknown),
        .helo("helo.example"), .helo(""),
        .mail(path: "<>", parameters: []),
        .mail(path: "<a@office.example>", parameters: ["SIZE=100", "BODY=8BITMIME"]),
        .recipient(path: "<b@office.example>", parameters: ["NOTIFY=NEVER"]),
        .recipient(path: ByteString([0x3C, 0xE9, 0xFF, 0x3E]), parameters: []),
        .data,
        .header(name: "Subject", value: " two\n lines"), .header(name: "X-Empty", value: ""),
        .endOfHeaders,
        .body(ByteBuffer(string: "line\r\n")), .body(ByteBuffer()), .body(ByteBuffer(repeating: 0, count: 65_535)),
        .endOfBody(ByteBuffer()), .endOfBody(ByteBuffer(string: "last")),
        .abort, .quit, .quitNewConnection,
        .macros(command: CommandCode.mail.rawValue, []),
        .macros(
            command: CommandCode.recipient.rawValue,
            [
                MacroDefinition(name: "i", value: "4F1A"), MacroDefinition(name: "{auth_authen}", value: ""),
            ]),
        .unknown("NONSENSE"),
    ]

    static let replies: [MilterReply] = [
        .negotiate(
            Negotiation(
                version: 6, actions: .addHeaders, options: .skip,
                symbols: [.connect: "j", .endOfMessage: "i {auth_authen}"])),
        .accept, .reject, .temporaryFailure, .continue, .discard, .replyCode("550 5.7.1 No"), .skip, .progress,
        .quarantine(reason: "why"), .addRecipient("<a@office.example>"),
        .addRecipientWithParameters("<a@office.example>", parameters: "NOTIFY=NEVER"),
        .deleteRecipient("<a@office.example>"), .addHeader(name: "X-A", value: " b"),
        .changeHeader(index: 2, name: "X-A", value: ""), .insertHeader(index: 0, name: "X-A", value: " b"),
        .replaceBody(ByteBuffer(string: "body")), .replaceBody(ByteBuffer()),
        .changeSender("<a@office.example>", parameters: nil),
        .changeSender("<a@office.example>", parameters: "SIZE=1"), .shutdown, .connectionFailure,
        .symbolList(.recipient, "{rcpt_addr}"),
    ]

    static func bytes(_ command: MilterCommand) -> ByteBuffer {
        var buffer = ByteBuffer()
        command.write(into: &buffer)
        return buffer
    }

    static func bytes(_ commands: [MilterCommand]) -> ByteBuffer {
        var buffer = ByteBuffer()
        for command in commands { command.write(into: &buffer) }
        return buffer
    }
}
