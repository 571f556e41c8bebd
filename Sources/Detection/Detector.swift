import Messages

/// Finds special-category facts in messages: the middle of the straight line (DESIGN sections 2 and 6).
///
/// Compiled once from a folder of rule packs and used from many threads, each with a ``DetectorScratch`` of its own.
public final class Detector: Sendable {
    /// What is asked of an assessment.
    public struct Options: Sendable {
        /// Categories that are looked for.
        public var categories: Set<Category> = Set(Category.allCases)
        /// Findings below are not kept.
        public var floor = 0.05
        /// The share of messages that are expected to hold a finding.
        public var prevalence = Prevalence()

        /// All categories at the default prevalence.
        public init() {}
    }

    /// The folder it was compiled from.
    public let patterns: PatternFolder
    let languages: [LanguageDetector]
    private let identifier: LanguageIdentifier

    /// Compiles a folder of rule packs.
    ///
    /// - Parameter triesPatterns: tries every pattern on texts that bring bad ones to their knees, as `patterns check` does.
    ///   Searches keep to their limits in any case.
    /// - Parameter without: evidence families that are left out; only weights that were fitted without them fit.
    /// - Parameter keeper: where what is compiled is kept for the next start.
    /// - Throws: ``SettingsError`` naming the rule that cannot be compiled, or weights fitted with other plugs.
    public init(
        patterns: PatternFolder, proposers: [any Proposer] = [], families: [any EvidenceFamily] = [],
        without left: Set<String> = [], triesPatterns: Bool = false, keeper: (any MatcherKeeper)? = nil
    ) throws {
        self.patterns = patterns
        languages = try patterns.packs.map {
            try LanguageDetector(
                pack: $0, proposers: proposers, families: families, without: left, triesPatterns: triesPatterns,
                keeper: keeper)
        }
        identifier = LanguageIdentifier(patterns.languages)
    }

    /// All that a message reveals.
    public func assess(_ message: Message, options: Options, scratch: DetectorScratch) -> Assessment {
        scratch.begin()
        let language = identifier.language(of: message.segments)
        var assessment = Assessment(language: language)
        let readers = readers(of: language)
        for detector in readers {
            let examination = detector.examine(message, scratch: scratch)
            guard !examination.judged.isEmpty else { continue }
            let judge = FindingMaker(detector: detector, examination: examination, options: options)
            assessment.findings += judge.findings()
            assessment.flags.formUnion(judge.flags())
        }
        assessment.findings.sort {
            ($0.segment, $0.bytes.lowerBound, $0.category) < ($1.segment, $1.bytes.lowerBound, $1.category)
        }
        if readers.count > 1 { assessment.findings = Self.withoutDoubles(assessment.findings) }
        assessment.isComplete = scratch.hasFoundAll
        for finding in assessment.findings {
            assessment.categories[finding.category] = max(
                assessment.categories[finding.category] ?? 0, finding.confidence)
        }
        return assessment
    }

    /// What several packs find in one place is one finding, the most confident.
    private static func withoutDoubles(_ findings: [Finding]) -> [Finding] {
        var kept: [Finding] = []
        var last: [Category: Int] = [:]
        for finding in findings {
            guard let index = last[finding.category], kept[index].segment == finding.segment,
                kept[index].bytes.overlaps(finding.bytes)
            else {
                last[finding.category] = kept.count
                kept.append(finding)
                continue
            }
            if finding.confidence > kept[index].confidence { kept[index] = finding }
        }
        return kept
    }

    /// The packs that read a language: its own, or every one where it has none.
    func readers(of language: String) -> [LanguageDetector] {
        let own = languages.filter { $0.pack.language == language }
        return own.isEmpty ? languages : own
    }
}
