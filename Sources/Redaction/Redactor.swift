import Detection
import Messages

/// Takes findings out of messages and proves that they are gone (DESIGN section 2).
///
/// The bytes outside of the parts and header fields touched stay as they are. In those touched the decoded text outside of
/// the spans stays, and so do transfer encoding, charset and line lengths. What was found in one representation goes in all:
/// other alternatives, quotations, header fields, file names, HTML attributes.
public struct Redactor: Sendable {
    /// What happens to parts that nothing can read: encrypted ones, attachments of other kinds than text.
    public enum Unread: Sendable {
        /// They go, and a notice says so: what cannot be read cannot be proved to be without findings.
        case remove
        /// They stay. The caller answers for them.
        case keep
    }

    /// The limits by which the message is read.
    public var limits = MessageLimits()
    /// The words by which quotations are known.
    public var reading = MailReading.standard
    /// What happens to parts that nothing can read.
    public var unread = Unread.remove

    /// Scans after which it is given up: each may find what stood in the shadow of a finding.
    static let rounds = 8
    /// The field that says what was done.
    static let fieldName = "X-Inward-Redacted"
    /// The first that no span looks like is used.
    static let marks = ["[removed]", "[...]", "[###]", "[xxx]"]

    /// With the default limits.
    public init() {}

    /// The mail without `spans` and without what `scan` still finds in it.
    ///
    /// - Parameters:
    ///   - mail: an RFC 5322 message.
    ///   - spans: the text of each finding, as decoded.
    ///   - struck: texts that a person has said to be no findings. They stay, save where the same words are to go.
    ///   - scan: the findings that the message must not have; asked of each result before it is given out.
    /// - Throws: ``RedactionError`` where it cannot be proved that they are gone, and what `scan` throws.
    public func redact(
        _ mail: Bytes, spans: [Bytes], struck: [Bytes] = [], scan: (Message) throws -> [Finding]
    ) throws -> RedactedMessage {
        let struck = StruckTexts(struck)
        var search = SpanSearch()
        for span in spans { search.insert(span.array) }
        var pass = RedactionPass(redactor: self, mark: Self.mark(for: search))
        var bytes = mail
        for _ in 0..<Self.rounds {
            // The field comes first: what is proved is what is given out.
            let cut = try pass.run(bytes, search)
            bytes = RedactionField(pass.report, in: cut).added()
            let message = read(bytes)
            var isNew = false
            var stubborn: Set<String> = []
            for finding in try scan(message) where message.segments.indices.contains(finding.segment) {
                let text = message.segments[finding.segment].text.slice(finding.bytes)
                if struck.cover(text.array), !search.isFound(in: text.array) { continue }
                if search.insert(text.array) { isNew = true } else { stubborn.insert(finding.part) }
            }
            if !stubborn.isEmpty {
                guard pass.condemn(stubborn) else { throw RedactionError.stillFound(part: stubborn.min() ?? "") }
                isNew = true
            }
            if isNew || !pass.remaining(in: bytes, search).isEmpty { continue }
            let left = Set(message.segments.filter { search.isFound(in: $0.text.array) }.map(\.part))
            guard left.isEmpty else {
                guard pass.condemn(left) else { throw RedactionError.stillFound(part: left.min() ?? "") }
                continue
            }
            switch message.unscannable {
            case .tooLarge, .timeout: throw RedactionError.notReadWhole
            default: return RedactedMessage(bytes: bytes, report: pass.report)
            }
        }
        throw RedactionError.noEnd
    }

    func read(_ bytes: Bytes) -> Message {
        Message.mail(RawMessage(source: "", bytes: bytes), limits: limits, reading: reading)
    }

    static func mark(for search: SpanSearch) -> [UInt8] {
        (marks.first { !search.touches(Array($0.utf8)) } ?? "[ ]").utf8.map { $0 }
    }
}

/// The passes over one message: spans out, and parts out where that did not do.
struct RedactionPass {
    let redactor: Redactor
    let mark: [UInt8]
    private(set) var report = RedactionReport()
    /// Parts that go as a whole in the next pass, and those that went in any.
    private var condemned: Set<String> = []
    private var gone: Set<String> = []

    init(redactor: Redactor, mark: [UInt8]) {
        self.redactor = redactor
        self.mark = mark
    }

    /// Marks parts to go as a whole in the next pass; false where that was said before of all of them, or cannot be done.
    mutating func condemn(_ parts: Set<String>) -> Bool {
        let new = parts.filter { $0 != "0" && !$0.isEmpty }.subtracting(gone)
        gone.formUnion(new)
        condemned.formUnion(new)
        return !new.isEmpty
    }

    /// One pass, or two where a part could not be written again.
    mutating func run(_ bytes: Bytes, _ search: SpanSearch) throws -> Bytes {
        let (once, rewriter) = rewritten(bytes, search)
        guard !rewriter.report.failed.isEmpty else {
            report = rewriter.report
            condemned = []
            return once
        }
        guard condemn(rewriter.report.failed) else {
            throw RedactionError.stillFound(part: rewriter.report.failed.min() ?? "")
        }
        let (twice, last) = rewritten(bytes, search)
        guard last.report.failed.isEmpty else {
            throw RedactionError.stillFound(part: last.report.failed.min() ?? "")
        }
        report = last.report
        condemned = []
        return twice
    }

    /// The parts in which another pass would still find something.
    func remaining(in bytes: Bytes, _ search: SpanSearch) -> Set<String> {
        var again = self
        again.report = RedactionReport()
        again.condemned = []
        return again.rewritten(bytes, search).1.report.parts
    }

    private func rewritten(_ bytes: Bytes, _ search: SpanSearch) -> (Bytes, MailRewriter) {
        var reader = MailTreeReader(limits: redactor.limits)
        let tree = reader.read(bytes)
        var rewriter = MailRewriter(
            bytes: bytes, search: search, mark: mark, lineEnding: TransferEncoder.lineEnding(of: bytes),
            condemned: condemned, removesUnread: redactor.unread == .remove, report: report)
        let edits = rewriter.edits(of: tree)
        if rewriter.report.changes > report.changes, RedactionField.isSigned(tree, in: bytes) {
            rewriter.report.broken.insert("dkim")
        }
        return (Bytes(edits.merged().applied(to: bytes.array)), rewriter)
    }
}
