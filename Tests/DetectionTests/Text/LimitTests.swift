import Messages
import Testing

@testable import Detection

@Suite("Limits of detection")
struct LimitTests {
    private func assess(_ message: Message, candidates: Int) throws -> Assessment {
        let detector = try SmallPack.detector(health: SmallPack.rule("health.a", "terms: [lupus], fields: [allergies]"))
        var limits = DetectionLimits()
        limits.candidates = candidates
        var options = Detector.Options()
        options.prevalence = Prevalence(0.5)
        return detector.assess(message, options: options, scratch: DetectorScratch(limits: limits))
    }

    @Test("Up to the limit everything is judged; past it the first are, and the assessment says so")
    func candidates() throws {
        let text = mail(String(repeating: "I have lupus.\n\n", count: 20))
        #expect(try assess(text, candidates: 20).isComplete)
        #expect(try assess(text, candidates: 20).findings.count == 20)
        let cut = try assess(text, candidates: 19)
        #expect(!cut.isComplete && cut.findings.count == 19)
        #expect(try !assess(text, candidates: 0).isComplete)
        #expect(try assess(text, candidates: 0).findings.isEmpty)
    }

    @Test("Places past four times the limit are not even taken down")
    func proposals() throws {
        let dense = mail(String(repeating: "lupus ", count: 100))
        let cut = try assess(dense, candidates: 10)
        #expect(!cut.isComplete && !cut.findings.isEmpty)
        let fields = (0..<50).map { ("allergies \($0)", "nuts") }
        var message = Message(kind: .form, raw: Bytes())
        message.segments = fields.map { segment(.field($0.0), $0.1) }
        #expect(try assess(message, candidates: 50).isComplete)
        #expect(try !assess(message, candidates: 10).isComplete)
    }

    @Test("One message's limits are not the next one's")
    func nextMessage() throws {
        let detector = try SmallPack.detector(health: SmallPack.rule("health.a", "terms: [lupus]"))
        var limits = DetectionLimits()
        limits.candidates = 1
        let scratch = DetectorScratch(limits: limits)
        let results = ["lupus. Lupus", "lupus"].map {
            detector.assess(mail($0), options: Detector.Options(), scratch: scratch).isComplete
        }
        #expect(results == [false, true])
    }

    @Test("A text of nothing but hits is judged in one pass")
    func dense() throws {
        let detector = try SmallPack.detector(
            health: SmallPack.rule("health.a", "terms: [lupus]"), SmallPack.rule("health.b", "terms: [lupus]"))
        let assessment = detector.assess(mail(String(repeating: "lupus ", count: 200_000)))
        #expect(!assessment.isComplete && assessment.flags.isEmpty)
        #expect(assessment.categories[.health] != nil)
    }
}
