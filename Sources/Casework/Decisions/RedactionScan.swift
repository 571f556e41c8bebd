import Detection
import Messages

/// What a redacted message is read again by before it leaves: redaction is proved, not assumed.
public protocol RedactionScan: Sendable {
    /// The findings that a message must not go out with.
    func findings(in message: Message) -> [Finding]
    /// The words by which quotations are known.
    var reading: MailReading { get }
}

/// The scan by a detector, for all categories: as a hook would read the message if it came again.
public struct DetectorScan: RedactionScan {
    private let detector: Detector
    private let options: Detector.Options
    /// By the words of the rule packs.
    public let reading: MailReading

    /// - Parameters:
    ///   - prevalence: the policy's.
    ///   - floor: findings below are let through.
    public init(_ detector: Detector, prevalence: Prevalence, floor: Double = 0.5) {
        self.detector = detector
        var options = Detector.Options()
        options.floor = floor
        options.prevalence = prevalence
        self.options = options
        reading = MailReading(markers: detector.patterns.quoteMarkers)
    }

    /// All that the detector finds.
    public func findings(in message: Message) -> [Finding] {
        detector.assess(message, options: options, scratch: DetectorScratch()).findings
    }
}
