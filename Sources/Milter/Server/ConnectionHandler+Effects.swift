import Logging
import NIOCore

extension ConnectionHandler {
    /// Does what the session wants.
    func perform(_ effects: [SessionEffect]) {
        for effect in effects {
            switch effect {
            case .reply(let reply): reply.write(into: &out)
            case .askConnect(let client):
                ask { [handler] in
                    await handler.connect(client)
                } answer: {
                    $0.session.answer(connect: $1, effects: &$2)
                }
            case .askMail(let envelope):
                ask { [handler] in
                    await handler.mail(envelope)
                } answer: {
                    $0.session.answer(mail: $1, effects: &$2)
                }
            case .askRecipient(let recipient, let envelope):
                ask {
                    [handler] in
                    await handler.recipient(recipient, of: envelope)
                } answer: {
                    $0.session.answer(recipient: $1, effects: &$2)
                }
            case .messageBegan: begin()
            case .content(let bytes): take(bytes)
            case .endOfMessage: finish()
            case .messageEnded(let outcome): end(outcome)
            case .problem(let problem):
                logger.warning("milter session ends", metadata: ["connection": "\(id)", "reason": "\(problem)"])
            case .close: close()
            }
        }
        if !session.isWaiting, let task = askTask {
            task.cancel()
            askTask = nil
            clock.clear(.answer)
        }
    }

    /// Sends what was written.
    func flush() {
        if out.readableBytes > 0 {
            context?.write(wrapOutboundOut(out), promise: nil)
            out = ByteBuffer()
            hasUnflushed = true
        }
        guard hasUnflushed else { return }
        hasUnflushed = false
        context?.flush()
    }

    private func close() {
        flush()
        askTask?.cancel()
        askTask = nil
        held = nil
        clock.stop()
        context?.close(promise: nil)
    }

    /// Asks the handler in a task and takes the answer back to the event loop. An answer that comes after its question was
    /// withdrawn is dropped.
    private func ask<Answer: Sendable>(
        _ question: @escaping @Sendable () async -> Answer,
        answer: @escaping @Sendable (ConnectionHandler, Answer, inout [SessionEffect]) -> Void
    ) {
        guard let loop else { return }
        asks += 1
        let number = asks
        let bound = NIOLoopBound(self, eventLoop: loop)
        clock.set(.answer, at: now + TimeAmount(settings.answerTimeout))
        askTask = Task {
            let given = await question()
            loop.execute {
                let connection = bound.value
                guard connection.asks == number, connection.session.isWaiting else { return }
                connection.askTask = nil
                connection.clock.clear(.answer)
                connection.answered { answer(connection, given, &$0) }
            }
        }
    }

    /// Takes an answer and goes on with what has arrived since.
    func answered(_ answer: (inout [SessionEffect]) -> Void) {
        var effects: [SessionEffect] = []
        answer(&effects)
        perform(effects)
        pump()
    }

    func clockFired() {
        let now = now
        for due in clock.fired(at: now) {
            switch due {
            case .idle: idleDue(now)
            case .answer: answerDue()
            case .progress:
                guard session.mayReportProgress else { break }
                MilterReply.progress.write(into: &out)
                flush()
                clock.set(.progress, at: now + TimeAmount(settings.progressInterval))
            case .verdict: verdictDue()
            case .reading:
                guard run?.raw?.isOverWindow == true else { break }
                run?.isOverdue = true
                run?.cancel()
                session.isContentUnwanted = true
                resumeReading()
            }
        }
        armClock()
    }

    /// The MTA is not idle while it waits for an answer or is not read.
    private func idleDue(_ now: NIODeadline) {
        let idle = TimeAmount(settings.idleTimeout)
        if session.isWaiting || isReadHeld {
            clock.set(.idle, at: now + idle)
        } else if now - lastRead < idle {
            clock.set(.idle, at: lastRead + idle)
        } else {
            logger.info("milter connection idle", metadata: ["connection": "\(id)"])
            var effects: [SessionEffect] = []
            session.end(.timedOut, effects: &effects)
            perform(effects)
        }
    }

    private func answerDue() {
        guard session.isWaiting else { return }
        askTask?.cancel()
        askTask = nil
        logger.warning("handler took too long for an answer", metadata: ["connection": "\(id)"])
        answered { effects in
            session.answer(connect: .temporaryFailure(nil), effects: &effects)
            session.answer(mail: .temporaryFailure(nil), effects: &effects)
            session.answer(recipient: .temporaryFailure(nil), effects: &effects)
        }
    }
}
