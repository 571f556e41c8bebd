import Milter
import NIOCore

/// Feeds `bytes` to a session as an MTA would, and checks what must hold of any input: no crash, exactly one end for each message
/// that began, nothing after the close, and every command that is read can be written and read again. The first two bytes choose
/// the pieces that the rest comes in and how the handler answers. Traps where something does not hold.
public func fuzz(_ bytes: some Collection<UInt8>) {
    var rest = Array(bytes)
    guard rest.count >= 2 else { return }
    let (pieces, answers) = (Int(rest[0] % 17) + 1, rest[1])
    rest.removeFirst(2)
    var run = FuzzRun(answers)
    var decoder = PacketDecoder(limit: 70_000)
    var position = 0
    while position < rest.count, !run.session.isClosed {
        let end = min(rest.count, position + pieces)
        decoder.append(ByteBuffer(bytes: rest[position..<end]))
        position = end
        run.take(&decoder)
    }
    run.lose()
}

/// One session under way.
private struct FuzzRun {
    var session: MilterSession
    private let answers: UInt8
    private var open = 0
    private var isClosed = false

    init(_ answers: UInt8) {
        self.answers = answers
        var needs = HandlerNeeds(optionalActions: .all, answers: HandlerNeeds.Answers(rawValue: answers & 7))
        needs.stopsEarly = answers & 8 != 0
        needs.rejectedRecipients = answers & 16 != 0
        var limits = SessionLimits()
        limits.messageBytes = 4_096
        limits.headerFields = 8
        limits.recipients = 3
        limits.macroBytes = 512
        session = MilterSession(needs: needs, limits: limits)
    }

    mutating func take(_ decoder: inout PacketDecoder) {
        var effects: [SessionEffect] = []
        do throws(CodecError) {
            while !session.isClosed, let packet = try decoder.next() {
                let command = try MilterCommand(packet)
                check(command)
                session.receive(command, effects: &effects)
                perform(&effects)
            }
        } catch {
            session.fail(.codec(error), effects: &effects)
            perform(&effects)
        }
    }

    mutating func lose() {
        var effects: [SessionEffect] = []
        session.end(.connectionLost, effects: &effects)
        perform(&effects)
        precondition(open == 0 && isClosed, "a message began and did not end")
    }

    private mutating func perform(_ effects: inout [SessionEffect]) {
        while !effects.isEmpty {
            let batch = effects
            effects = []
            for effect in batch {
                precondition(!isClosed, "an effect after the close")
                switch effect {
                case .askConnect: session.answer(connect: answers & 32 == 0 ? .continue : .accept, effects: &effects)
                case .askMail: session.answer(mail: answers & 64 == 0 ? .continue : .discard, effects: &effects)
                case .askRecipient:
                    session.answer(recipient: answers & 128 == 0 ? .continue : .unread, effects: &effects)
                case .endOfMessage:
                    let changes: [MilterVerdict.Change] = [
                        .addHeader(name: "X", value: "y"), .replaceBody(ByteBuffer()),
                    ]
                    session.answer(
                        verdict: MilterVerdict(.quarantine(reason: "r"), changes: changes), effects: &effects)
                case .messageBegan: open += 1
                case .messageEnded: open -= 1
                case .close: isClosed = true
                case .reply(let reply): check(reply)
                case .content, .problem: break
                }
                precondition(open == 0 || open == 1, "messages overlap")
            }
        }
    }

    private func check(_ command: MilterCommand) {
        var buffer = ByteBuffer()
        command.write(into: &buffer)
        var decoder = PacketDecoder()
        decoder.append(buffer)
        let again = try? decoder.next().map { packet in try MilterCommand(packet) }
        precondition(again == command, "a command changes when it is written")
    }

    private func check(_ reply: MilterReply) {
        var buffer = ByteBuffer()
        reply.write(into: &buffer)
        var decoder = PacketDecoder()
        decoder.append(buffer)
        let again = try? decoder.next().map { packet in try MilterReply(packet) }
        precondition(again == reply, "a reply changes when it is written")
    }
}
