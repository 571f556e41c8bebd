import Vault

/// What says that a message asks nothing new: keyed fingerprints of the sentences in which its findings stand.
///
/// The same sentence by the same author is the same fact, however much differs around it; the same sentence quoted in the
/// same thread is too. The same sentence by somebody else elsewhere is not: two people may both write "I have asthma".
struct Likeness {
    /// More than so many are not compared: such a message is a case of its own.
    static let mostFindings = 50
    static let mostThreads = 20

    /// For each finding the fingerprints of which one has to be known.
    let findings: [Set<[UInt8]>]
    /// Those among them that hold within the thread alone, whoever wrote it.
    let withinThread: Set<[UInt8]>
    /// Of the Message-IDs of the thread.
    let threads: Set<[UInt8]>

    init(_ intake: CaseIntake, key: DigestKey) {
        let ids = Set(intake.thread.map { $0.filter { !$0.isWhitespace } }.filter { !$0.isEmpty }).sorted()
            .prefix(Self.mostThreads)
        threads = Set(ids.map { key.digest("thread", Array($0.utf8)) })
        let author = Array(IntakeDigests.normal(intake.envelope.author ?? intake.envelope.sender ?? "").utf8)
        guard intake.findings.leftOut == 0, intake.findings.findings.count <= Self.mostFindings else {
            findings = []
            withinThread = []
            return
        }
        var shared: Set<[UInt8]> = []
        findings = intake.findings.findings.map { finding in
            let sentence = Self.normal(finding.excerpt.text)
            let category = Array(finding.category.utf8)
            // A few words are anybody's: they are never the same again.
            guard sentence.count >= 12 else { return [] }
            var prints = Set(ids.map { key.digest("sentence-thread", Array($0.utf8), category, sentence) })
            shared.formUnion(prints)
            if !author.isEmpty { prints.insert(key.digest("sentence-author", author, category, sentence)) }
            return prints
        }
        withinThread = shared
    }

    /// Letters and digits in lower case, without marks of quoting, line breaks and punctuation.
    static func normal(_ text: String) -> [UInt8] {
        Array(
            String(
                text.lowercased().unicodeScalars.filter {
                    $0.properties.isAlphabetic || $0.properties.numericType != nil
                }
            ).utf8)
    }
}
