import Logging
import NIOCore

extension ConnectionHandler {
    func begin() {
        runs += 1
        run = MessageRun(id: runs, began: now)
        ledger.began()
    }

    func take(_ bytes: ByteBuffer) {
        guard let run else { return }
        if let raw = run.raw {
            if raw.isUnwanted { session.isContentUnwanted = true }
            raw.append(bytes)
            return
        }
        run.waiting.writeImmutableBuffer(bytes)
        if run.waiting.readableBytes > settings.windowBytes { start(run) }
    }

    func finish() {
        guard let run else { return }
        let now = now
        run.wholeAt = now
        if run.raw == nil { start(run) }
        run.raw?.finish(limitPassed: session.limitPassed, macros: session.macros)
        clock.clear(.reading)
        // What a handler says after it was cancelled is no verdict.
        if let verdict = run.isOverdue ? .temporaryFailure : run.verdict {
            answer(verdict)
        } else {
            clock.set(.progress, at: now + TimeAmount(settings.progressInterval))
            clock.set(.verdict, at: now + TimeAmount(settings.verdictTimeout))
        }
    }

    /// Hands the message to the handler.
    private func start(_ run: MessageRun) {
        guard let loop else { return }
        let bound = NIOLoopBound(self, eventLoop: loop)
        let raw = MilterMessage(window: settings.windowBytes, number: run.id) {
            loop.execute { bound.value.readerMadeRoom() }
        }
        run.raw = raw
        if run.waiting.readableBytes > 0 { raw.append(run.waiting) }
        run.waiting = ByteBuffer()
        let (id, envelope) = (run.id, session.envelope)
        run.task = Task { [handler] in
            let verdict = await handler.message(envelope, raw)
            loop.execute { bound.value.returned(id, verdict) }
        }
    }

    private func readerMadeRoom() {
        if run?.raw?.isUnwanted == true { session.isContentUnwanted = true }
        resumeReading()
    }

    /// The handler has come back from a message.
    private func returned(_ id: UInt64, _ verdict: MilterVerdict) {
        if let run, run.id == id {
            run.hasReturned = true
            run.verdict = verdict
            if session.isWaitingForVerdict {
                answered { [self] in session.answer(verdict: verdict, effects: &$0) }
            } else if run.outcome == nil {
                // Before the end of the message: what still comes of it is read by nobody.
                session.isContentUnwanted = true
                run.raw?.giveUp()
                resumeReading()
            }
        } else if let run = unreported[id] {
            run.hasReturned = true
            run.verdict = verdict
            report(run)
        }
    }

    private func answer(_ verdict: MilterVerdict) {
        var effects: [SessionEffect] = []
        session.answer(verdict: verdict, effects: &effects)
        perform(effects)
    }

    func verdictDue() {
        guard session.isWaitingForVerdict, let run else { return }
        run.isOverdue = true
        logger.warning("handler took too long for a verdict", metadata: ["connection": "\(id)"])
        answered { [self] in session.answer(verdict: .temporaryFailure, effects: &$0) }
    }

    /// The session says that the message has ended. It is reported when the MTA has been told, and when the handler, where it
    /// was at work, has come back.
    func end(_ outcome: MessageOutcome) {
        guard let run else { return }
        self.run = nil
        clock.clear(.progress)
        clock.clear(.verdict)
        clock.clear(.reading)
        run.endedAt = now
        run.outcome = outcome
        run.envelope = session.envelope
        run.bytes = session.messageBytes
        run.limitPassed = session.limitPassed
        run.waiting = ByteBuffer()
        run.cancel()
        unreported[run.id] = run
        guard case .answered = outcome, let context, let loop else {
            settle(run)
            return
        }
        let sent = loop.makePromise(of: Void.self)
        context.write(wrapOutboundOut(out), promise: sent)
        out = ByteBuffer()
        hasUnflushed = true
        let (bound, id) = (NIOLoopBound(self, eventLoop: loop), run.id)
        sent.futureResult.whenComplete { result in
            let connection = bound.value
            guard let run = connection.unreported[id] else { return }
            if case .failure = result { run.outcome = .connectionLost }
            connection.settle(run)
        }
    }

    /// Reports a message now, or when its handler has come back.
    private func settle(_ run: MessageRun) {
        if run.raw == nil || run.hasReturned {
            report(run)
            return
        }
        guard let loop else { return }
        let (bound, id) = (NIOLoopBound(self, eventLoop: loop), run.id)
        loop.scheduleTask(in: TimeAmount(settings.cancellationTimeout)) {
            let connection = bound.value
            if let run = connection.unreported[id] { connection.report(run) }
        }
    }

    private func report(_ run: MessageRun) {
        guard !run.isReported, let report = run.report(connection: id) else { return }
        run.isReported = true
        unreported[run.id] = nil
        Task { [handler, ledger] in
            await handler.ended(report)
            ledger.reported()
        }
    }
}
