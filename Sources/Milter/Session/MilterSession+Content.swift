import NIOCore

extension MilterSession {
    /// Whether no recipient's copy needs reading.
    var isUnread: Bool {
        envelope.recipients.contains(where: \.isUnread)
            && envelope.recipients.allSatisfy { $0.isUnread || $0.isRefusedByMTA }
    }

    /// Goes on, or lets the message through where nobody need read it, at a step that the MTA waits at unless `option` is set.
    mutating func continueOrLetThrough(unless option: ProtocolFlags, _ effects: inout [SessionEffect]) {
        guard waits(unless: option) else { return }
        guard isUnread else {
            effects.append(.reply(.continue))
            return
        }
        settle(.accept, .answered(.accept, at: .unread), &effects)
    }

    /// Answers for the whole message before its end.
    mutating func settle(_ reply: MilterReply, _ outcome: MessageOutcome, _ effects: inout [SessionEffect]) {
        effects.append(.reply(reply))
        endMessage(outcome, &effects, next: .settled(reply))
    }

    mutating func readHeader(_ name: ByteString, _ value: ByteString, _ effects: inout [SessionEffect]) {
        state = .headers
        let length = name.bytes.count + value.bytes.count + 3
        if limitPassed == nil, header.bytes.readableBytes + length > limits.headerBytes { limitPassed = .headerBytes }
        if limitPassed == nil, header.fields >= limits.headerFields { limitPassed = .headerFields }
        if limitPassed == nil, header.bytes.readableBytes + length > limits.messageBytes { limitPassed = .messageBytes }
        if limitPassed == nil, !isUnread, !isContentUnwanted {
            header.append(
                name: name, value: value, hasLeadingSpace: negotiated?.options.contains(.leadingSpace) == true)
        } else {
            messageBytes += length
        }
        continueOrLetThrough(unless: .noReplyToHeader, &effects)
    }

    mutating func readEndOfHeaders(_ effects: inout [SessionEffect]) {
        state = .body
        envelope.macros = macros
        var block = header.bytes
        header = HeaderBlock()
        block.writeStaticString("\r\n")
        messageBytes += block.readableBytes
        // Also past a limit: what was read of the header is still worth judging.
        if !isUnread, !isContentUnwanted { effects.append(.content(block)) }
    }

    mutating func readBody(_ bytes: ByteBuffer, _ effects: inout [SessionEffect]) {
        if state != .body { readEndOfHeaders(&effects) }
        messageBytes += bytes.readableBytes
        guard bytes.readableBytes > 0, limitPassed == nil, !isUnread, !isContentUnwanted else { return }
        if messageBytes > limits.messageBytes {
            limitPassed = .messageBytes
            let room = bytes.readableBytes - (messageBytes - limits.messageBytes)
            if room > 0, let first = bytes.getSlice(at: bytes.readerIndex, length: room) {
                effects.append(.content(first))
            }
            return
        }
        effects.append(.content(bytes))
    }

    mutating func replyToBody(_ effects: inout [SessionEffect]) {
        let isUseless = limitPassed != nil || isContentUnwanted
        if waits(unless: .noReplyToBody), isUseless, !isUnread, negotiated?.options.contains(.skip) == true {
            effects.append(.reply(.skip))
        } else {
            continueOrLetThrough(unless: .noReplyToBody, &effects)
        }
    }

    mutating func readEndOfMessage(_ effects: inout [SessionEffect]) {
        envelope.macros = macros
        if isUnread {
            settle(.accept, .answered(.accept, at: .unread), &effects)
            state = .idle
            return
        }
        asked = .verdict
        effects.append(.endOfMessage)
    }
}
