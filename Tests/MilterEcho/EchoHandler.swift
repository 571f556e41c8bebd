import Foundation
import Milter
import NIOCore

/// Does what the message says. At MAIL, RCPT and connect the address decides by its beginning (`reject-`, `tempfail-`,
/// `accept-`, `discard-`, `unread-`, `slow-`); for the message the header fields `X-Echo` do, one word or `word: argument` each.
struct EchoHandler: MilterHandler {
    let least: Bool
    let strict: Bool
    let quiet: Bool

    var needs: HandlerNeeds {
        if least { return HandlerNeeds() }
        let actions = ActionFlags.all.subtracting(.symbolList)
        return HandlerNeeds(
            actions: strict ? actions : [], optionalActions: actions, answers: [.connect, .mail, .recipient],
            symbols: [.connect: ["j", "{client_addr}"], .mail: ["i", "{auth_authen}"], .endOfMessage: ["i"]])
    }

    func connect(_ client: MilterClient) async -> ConnectAnswer {
        switch word(client.hostname.text) {
        case "reject": .reject(nil)
        case "tempfail": .temporaryFailure(nil)
        case "accept": .accept
        default: .continue
        }
    }

    func mail(_ envelope: MilterEnvelope) async -> MailAnswer {
        switch word(envelope.sender.address) {
        case "reject": return .reject(try? SMTPReply(code: 550, enhanced: "5.7.1", lines: ["Sender refused"]))
        case "tempfail": return .temporaryFailure(nil)
        case "accept": return .accept
        case "discard": return .discard
        case "slow": try? await Task.sleep(for: .seconds(60))
        default: break
        }
        return .continue
    }

    func recipient(_ recipient: EnvelopeRecipient, of envelope: MilterEnvelope) async -> RecipientAnswer {
        switch word(recipient.to.address) {
        case "reject": .reject(try? SMTPReply(code: 550, enhanced: "5.7.1", lines: ["Recipient refused, 100%"]))
        case "tempfail": .temporaryFailure(nil)
        case "accept": .acceptMessage
        case "discard": .discardMessage
        case "unread": .unread
        default: .continue
        }
    }

    func message(_ envelope: MilterEnvelope, _ raw: MilterMessage) async -> MilterVerdict {
        guard let bytes = try? await raw.collect(upTo: 100 << 20) else { return .temporaryFailure }
        if least { return .accept }
        let message = EchoMessage(bytes, envelope, macrosAtEnd: raw.macrosAtEnd)
        if let pause = message.pause { try? await Task.sleep(for: pause) }
        return message.verdict
    }

    func ended(_ report: MessageReport) async {
        if quiet { return }
        let line =
            "\(report.envelope.queueID ?? "-") \(report.outcome) bytes=\(report.bytes) recipients=\(report.envelope.recipients.count) total=\(report.total)\n"
        FileHandle.standardError.write(Data(line.utf8))
    }

    private func word(_ text: String) -> String {
        text.split(separator: "-", maxSplits: 1).first.map(String.init) ?? ""
    }
}
