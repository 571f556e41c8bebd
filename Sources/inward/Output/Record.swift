import Detection
import Messages
import Policy

/// One message as it is reported: everything in it may be shown (DESIGN section 4).
struct Record: Sendable {
    /// One finding as it is reported.
    struct Finding: Sendable {
        var rule: String
        var category: Detection.Category
        var polarity: Polarity
        var about: DataSubject
        var explicit: Bool
        var confidence: Double
        var part: String
        var place: String
        var scalars: Range<Int>
        var excerpt: String
        var evidence: [ShownEvidence]
    }

    var source: String
    var index: Int
    var offset: Int
    var bytes: Int
    var kind: Message.Kind
    var formID: String?
    var messageID: String?
    var date: String?
    var from: String?
    var to: [String] = []
    var subject: String?
    var language: String?
    var disposition = Disposition.accept
    var categories: [(category: Detection.Category, confidence: Double)] = []
    var findings: [Finding] = []
    var flags: [String] = []
    var unscannable: Unscannable?
    var problems: [String] = []

    /// Whether it has a finding.
    var isFlagged: Bool { !findings.isEmpty }

    /// A message of which nothing is said but where it stands.
    init(raw: RawMessage) {
        source = raw.source
        index = raw.index
        offset = raw.offset
        bytes = raw.length
        kind = raw.form == .mail ? .email : .form
    }
}
