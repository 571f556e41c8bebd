import NIOCore

extension MilterSession {
    /// Takes the next command. Nothing it can hold makes it fail otherwise than by closing the connection.
    public mutating func receive(_ command: MilterCommand, effects: inout [SessionEffect]) {
        switch (state, command) {
        case (.closed, _): break
        case (.new, .negotiate(let offer)): negotiate(offer, &effects)
        case (.new, .quit): end(.aborted, effects: &effects)
        case (.new, _), (_, .negotiate): fail(.outOfOrder(command.code), effects: &effects)
        case (_, .abort): endMessage(.aborted, &effects)
        case (_, .quit): end(.aborted, effects: &effects)
        case (_, .quitNewConnection):
            endMessage(.aborted, &effects)
            asked = nil
            (client, connectionAnswer, macros) = (MilterClient(), nil, MacroTable())
        case (_, _) where isWaiting: fail(.outOfOrder(command.code), effects: &effects)
        case (_, .macros(let command, let definitions)): define(command, definitions, &effects)
        case (_, .unknown):
            if waits(unless: .noReplyToUnknown) { effects.append(.reply(connectionAnswer ?? .continue)) }
        case (.idle, .connect(let hostname, let address)): connect(hostname, address, &effects)
        case (_, .helo(let name)): helo(name, &effects)
        case (_, .mail(let path, let parameters)):
            mail(EnvelopePath(path: path, parameters: parameters), &effects)
        case (.settled(let reply), _): repeatAnswer(reply, to: command, &effects)
        case (.idle, _) where connectionAnswer != nil:
            repeatAnswer(connectionAnswer ?? .continue, to: command, &effects)
        case (.envelope, .recipient(let path, let parameters)):
            recipient(EnvelopePath(path: path, parameters: parameters), &effects)
        case (.envelope, .data): data(&effects)
        case (.envelope, .header(let name, let value)), (.headers, .header(let name, let value)):
            readHeader(name, value, &effects)
        case (.envelope, .endOfHeaders), (.headers, .endOfHeaders):
            // Not where a body follows without it: the macros of the end may have come already.
            macros.removeAll(behind: .endOfHeaders)
            readEndOfHeaders(&effects)
            continueOrLetThrough(unless: .noReplyToEndOfHeaders, &effects)
        case (.envelope, .body(let bytes)), (.headers, .body(let bytes)), (.body, .body(let bytes)):
            readBody(bytes, &effects)
            replyToBody(&effects)
        case (.envelope, .endOfBody(let bytes)), (.headers, .endOfBody(let bytes)), (.body, .endOfBody(let bytes)):
            readBody(bytes, &effects)
            readEndOfMessage(&effects)
        case (_, .connect), (_, .recipient), (_, .data), (_, .header), (_, .endOfHeaders), (_, .body), (_, .endOfBody):
            fail(.outOfOrder(command.code), effects: &effects)
        }
    }

    private mutating func negotiate(_ offer: Negotiation, _ effects: inout [SessionEffect]) {
        do throws(NegotiationFailure) {
            let agreed = try needs.negotiate(offer)
            negotiated = agreed
            state = .idle
            effects.append(.reply(.negotiate(agreed)))
        } catch {
            fail(.negotiation(error), effects: &effects)
        }
    }

    private mutating func define(
        _ command: UInt8, _ definitions: [MacroDefinition], _ effects: inout [SessionEffect]
    ) {
        // Macros for commands that have no stage are allowed and of no use, as in libmilter.
        guard let code = CommandCode(rawValue: command), let stage = MacroStage(code) else { return }
        macros.set(stage, definitions)
        if macros.size > limits.macroBytes { fail(.macrosTooLong(limit: limits.macroBytes), effects: &effects) }
    }

    private mutating func connect(
        _ hostname: ByteString, _ address: ClientAddress, _ effects: inout [SessionEffect]
    ) {
        macros.removeAll(behind: .connect)
        client = MilterClient(hostname: hostname, address: address)
        connectionAnswer = nil
        if needs.answers.contains(.connect) {
            asked = .connect
            effects.append(.askConnect(client))
        } else if waits(unless: .noReplyToConnect) {
            effects.append(.reply(.continue))
        }
    }

    /// HELO also ends a message, as RSET does (RFC 5321 section 4.1.4).
    private mutating func helo(_ name: ByteString, _ effects: inout [SessionEffect]) {
        endMessage(.aborted, &effects)
        macros.removeAll(behind: .helo)
        client.helo = name
        if waits(unless: .noReplyToHelo) { effects.append(.reply(connectionAnswer ?? .continue)) }
    }

    private mutating func mail(_ sender: EnvelopePath, _ effects: inout [SessionEffect]) {
        let own = macros[MacroStage.mail]
        endMessage(.aborted, &effects)
        if !own.isEmpty { macros.set(.mail, own) }
        if let connectionAnswer {
            if waits(unless: .noReplyToMail) { effects.append(.reply(connectionAnswer)) }
            return
        }
        envelope = MilterEnvelope(client: client, sender: sender, macros: macros)
        (messageBytes, limitPassed, isContentUnwanted, hasTooManyRecipients) = (0, nil, false, false)
        state = .envelope
        effects.append(.messageBegan)
        if needs.answers.contains(.mail) {
            asked = .mail
            effects.append(.askMail(envelope))
        } else if waits(unless: .noReplyToMail) {
            effects.append(.reply(.continue))
        }
    }

    private mutating func recipient(_ to: EnvelopePath, _ effects: inout [SessionEffect]) {
        macros.removeAll(behind: .recipient)
        guard envelope.recipients.count < limits.recipients else {
            if waits(unless: .noReplyToRecipient) {
                effects.append(.reply(SMTPReply.tooManyRecipients.reply))
            } else {
                hasTooManyRecipients = true
            }
            return
        }
        var recipient = EnvelopeRecipient(to: to)
        recipient.macros = macros[MacroStage.recipient]
        envelope.macros = macros
        if needs.rejectedRecipients, macros["rcpt_mailer"] == "error" {
            recipient.isRefusedByMTA = true
            envelope.recipients.append(recipient)
            if waits(unless: .noReplyToRecipient) { effects.append(.reply(.continue)) }
            return
        }
        envelope.recipients.append(recipient)
        if needs.answers.contains(.recipient) {
            asked = .recipient
            effects.append(.askRecipient(recipient, envelope))
        } else if waits(unless: .noReplyToRecipient) {
            effects.append(.reply(.continue))
        }
    }

    private mutating func data(_ effects: inout [SessionEffect]) {
        macros.removeAll(behind: .data)
        envelope.macros = macros
        continueOrLetThrough(unless: .noReplyToData, &effects)
    }

    /// What still comes of a message that was answered for.
    private mutating func repeatAnswer(
        _ reply: MilterReply, to command: MilterCommand, _ effects: inout [SessionEffect]
    ) {
        let option: ProtocolFlags =
            switch command {
            case .recipient: .noReplyToRecipient
            case .data: .noReplyToData
            case .header: .noReplyToHeader
            case .endOfHeaders: .noReplyToEndOfHeaders
            case .body: .noReplyToBody
            default: []
            }
        if option.isEmpty || waits(unless: option) { effects.append(.reply(reply)) }
        if case .endOfBody = command, case .settled = state { state = .idle }
    }
}
