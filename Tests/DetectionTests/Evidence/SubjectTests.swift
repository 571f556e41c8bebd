import Messages
import Testing

@testable import Detection

@Suite("Whom a hit is about")
struct SubjectTests {
    @Test(
        "The nearest person before, else after, else of the sentence before, else the sender",
        arguments: [
            ("I have lupus.", .sender), ("My wife has lupus.", .other), ("I think he has lupus.", .other),
            ("My wife says that I have lupus.", .sender), ("The lupus of my son is back.", .other),
            ("Lupus keeps me at home, he says.", .sender), ("Diagnosis: lupus.", .sender),
            ("My son is ill. It is lupus.", .other), ("My son is ill.\n\nIt is lupus.", .sender),
            ("He rang me. My lupus is back.", .sender), ("I asked my wife about lupus.", .other),
        ] as [(String, DataSubject)])
    func sentences(_ text: String, _ about: DataSubject) throws {
        let detector = try SmallPack.detector(health: SmallPack.rule("health.a", "terms: [lupus]"))
        #expect(detector.judged(mail(text)).map(\.about) == [about])
    }

    @Test("A rule that knows is not asked")
    func ownSubject() throws {
        let detector = try SmallPack.detector(health: SmallPack.rule("health.a", "terms: [lupus], about: other"))
        #expect(detector.judged(mail("I have lupus.")).map(\.about) == [.other])
    }
}
