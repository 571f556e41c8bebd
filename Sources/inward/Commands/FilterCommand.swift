import ArgumentParser
import Casework
import Detection
import Foundation
import Messages
import Policy

/// `inward filter`: a message in, the message with its `X-Inward-Disposition` out.
struct Filter: AsyncParsableCommand {
    enum OnQuarantine: String, ExpressibleByArgument, CaseIterable { case header, vault }
    enum OnReject: String, ExpressibleByArgument, CaseIterable { case header, exit }

    static let configuration = CommandConfiguration(
        abstract: "Reads a message on standard input and writes it to standard output with X-Inward-Disposition.",
        discussion: """
            For content filters, procmail, Sieve and Exim. Exit status: 0 the message is on standard output; 99 it is in \
            the vault and nothing is to be delivered; 77 it is to be rejected; 65 there was no message; 75 a temporary \
            failure: nothing was written, try again.
            """)

    @Option(help: ArgumentHelp("The envelope's sender.", valueName: "addr"))
    var sender: String?

    @Option(parsing: .upToNextOption, help: ArgumentHelp("The envelope's recipients.", valueName: "addr"))
    var recipient: [String] = []

    @Option(
        name: .customLong("on-quarantine"),
        help: "header: out with its header; vault: into the store, nothing out, exit 99.")
    var onQuarantine = OnQuarantine.header

    @Option(name: .customLong("on-reject"), help: "header: out with its header; exit: nothing out, exit 77.")
    var onReject = OnReject.header

    @ArgumentParser.Flag(help: "Only watch: hold nothing, whatever the policy's mode.")
    var observe = false

    @OptionGroup var patternOptions: PatternOptions
    @OptionGroup var policyOptions: PolicyOptions
    @OptionGroup var storeOptions: StoreOptions

    func run() async throws {
        ClosedPipe.isNoSignal()
        let input = FileHandle.standardInput.readDataToEndOfFile()
        guard !input.isEmpty else {
            Console.error("inward filter: there is no message on standard input")
            throw ExitCode(ExitStatus.data)
        }
        do {
            try await filter(Bytes(Array(input)))
        } catch let code as ExitCode {
            throw code
        } catch {
            // Whatever fails here, the mail system keeps the message and tries again.
            Console.error("inward filter: \(error)")
            throw ExitCode(ExitStatus.temporaryFailure)
        }
    }

    private func filter(_ bytes: Bytes) async throws {
        let policy = try policyOptions.load(patterns: patternOptions)
        let raw = RawMessage(source: "-", bytes: bytes)
        let patterns = try patternOptions.load()
        var message = Message.mail(raw, reading: MailReading(markers: patterns.quoteMarkers)) {
            policy.isProtected(mailEnvelope(of: $0))
        }
        let envelope = mailEnvelope(of: message)
        guard !policy.isProtected(envelope) else { return try StandardOutput.write(bytes.array) }
        let folder = patterns.path
        let judge = MailJudge(try Detector(patterns: patterns, keeper: MatcherFiles()), policy) {
            try PatternArchive(folder: folder).digest
        }
        let assessment = judge.assess(&message, DetectorScratch())
        let ruling = policy.ruling(on: assessment, message: MessageFacts(message), envelope: envelope)
        let isUnscannable = message.unscannable != nil
        guard let header = DispositionHeader.value(for: ruling, unscannable: isUnscannable, observe: observe) else {
            return try StandardOutput.write(bytes.array)
        }
        if header == .quarantine, onQuarantine == .vault {
            try await take(
                JudgedMail(raw: raw, message: message, assessment: assessment, envelope: envelope, ruling: ruling),
                judge)
            throw ExitCode(ExitStatus.taken)
        }
        if header == .reject, onReject == .exit { throw ExitCode(ExitStatus.rejected) }
        try StandardOutput.write(HeaderEdit(message: message, disposition: header).bytes)
    }

    private func mailEnvelope(of message: Message) -> PolicyEnvelope {
        var envelope = PolicyEnvelope.from(message, channel: .filter)
        if let sender { envelope.sender = sender }
        if !recipient.isEmpty { envelope.recipients = recipient }
        return envelope
    }

    private func take(_ mail: JudgedMail, _ judge: MailJudge) async throws {
        guard let decisive = mail.ruling.decisive else { return }
        let time = Date()
        let intake = try judge.intake(mail, decisive, for: mail.envelope.recipients, source: .filter, at: time)
        let store = try storeOptions.open(creating: true, for: "filter")
        _ = try await store.take(intake, at: time)
    }
}
