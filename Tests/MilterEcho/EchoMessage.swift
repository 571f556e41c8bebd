import Milter
import NIOCore

/// What a message tells MilterEcho to do.
struct EchoMessage {
    private(set) var verdict = MilterVerdict.accept
    private(set) var pause: Duration?
    private let envelope: MilterEnvelope
    private let macros: MacroTable

    init(_ bytes: ByteBuffer, _ envelope: MilterEnvelope, macrosAtEnd: MacroTable?) {
        self.envelope = envelope
        macros = macrosAtEnd ?? envelope.macros
        let text = String(decoding: bytes.readableBytesView.prefix(64 << 10), as: UTF8.self)
        let head = text.range(of: "\r\n\r\n").map { text[..<$0.lowerBound] } ?? text[...]
        for line in head.split(separator: "\r\n") {
            guard line.hasPrefix("X-Echo:") else { continue }
            let command = line.dropFirst(7).drop { $0 == " " }
            let parts = command.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            apply(String(parts[0]), parts.count > 1 ? String(parts[1].drop { $0 == " " }) : nil, bytes)
        }
    }

    private mutating func apply(_ word: String, _ argument: String?, _ bytes: ByteBuffer) {
        switch word {
        case "reject": verdict.action = .reject(nil)
        case "reject-text":
            verdict.action = .reject(
                try? SMTPReply(code: 550, enhanced: "5.7.1", lines: (argument ?? "No").components("|")))
        case "tempfail": verdict.action = .temporaryFailure(nil)
        case "tempfail-text":
            verdict.action = .temporaryFailure(
                try? SMTPReply(code: 451, enhanced: "4.7.1", lines: [argument ?? "Later"]))
        case "discard": verdict.action = .discard
        case "quarantine": verdict.action = .quarantine(reason: argument ?? "held")
        case "add": verdict.changes.append(.addHeader(name: "X-Added", value: argument ?? "yes"))
        case "insert": verdict.changes.append(.insertHeader(index: 0, name: "X-Inserted", value: argument ?? "yes"))
        case "change": verdict.changes.append(.changeHeader(index: 1, name: "Subject", value: argument ?? "changed"))
        case "delete": verdict.changes.append(.deleteHeader(index: 1, name: argument ?? "Subject"))
        case "add-recipient":
            let parts = (argument ?? "").components(" ")
            verdict.changes.append(.addRecipient(parts[0], parameters: parts.count > 1 ? parts[1] : nil))
        case "delete-recipient": verdict.changes.append(.deleteRecipient(ByteString(argument ?? "")))
        case "body": verdict.changes.append(.replaceBody(ByteBuffer(string: argument ?? "")))
        case "body-bytes":
            verdict.changes.append(.replaceBody(ByteBuffer(repeating: 0x78, count: Int(argument ?? "") ?? 0)))
        case "sender": verdict.changes.append(.changeSender(argument ?? "", parameters: nil))
        case "sleep": pause = .milliseconds(Int(argument ?? "") ?? 0)
        case "raw":
            // The message as it was put together, in a header.
            let text = bytes.readableBytesView.flatMap { byte -> [UInt8] in
                switch byte {
                case 0x0D: Array("\\r".utf8)
                case 0x0A: Array("\\n".utf8)
                default: [byte]
                }
            }
            verdict.changes.append(.addHeader(name: "X-Raw", value: String(decoding: text, as: UTF8.self)))
        case "size": verdict.changes.append(.addHeader(name: "X-Size", value: "\(bytes.readableBytes)"))
        case "macro":
            verdict.changes.append(.addHeader(name: "X-Macro", value: macros[argument ?? ""]?.text ?? "none"))
        case "envelope":
            let to = envelope.recipients.map {
                ([$0.to.path.text] + $0.to.parameters.map(\.text)).joined(separator: " ")
            }
            let from = ([envelope.sender.path.text] + envelope.sender.parameters.map(\.text)).joined(separator: " ")
            let client = envelope.client
            verdict.changes.append(
                .addHeader(
                    name: "X-Envelope",
                    value:
                        "\(client.hostname) \(client.address.text ?? "-") \(client.helo?.text ?? "-") \(from) -> \(to.joined(separator: ", "))"
                ))
        default: break
        }
    }
}

extension String {
    fileprivate func components(_ separator: Character) -> [String] {
        split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    }
}

extension String {
    fileprivate func range(of text: String) -> Range<String.Index>? { firstRange(of: text) }
}
