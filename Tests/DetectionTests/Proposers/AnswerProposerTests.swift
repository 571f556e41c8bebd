import Messages
import Testing

@testable import Detection

@Suite("Answers to telling questions")
struct AnswerProposerTests {
    private func detector(_ more: String = "") throws -> Detector {
        let fields = "fields: [medical conditions, allergies, 'maladies chroniques']" + more
        return try SmallPack.detector(health: SmallPack.rule("health.answer", fields))
    }

    @Test(
        "A field is asked for by its name, however programs write it",
        arguments: [
            "Medical conditions", "medical_conditions", "medicalConditions", "medical-conditions",
            "applicant.medicalConditions",
            "form[medical_conditions]", "Do you have any medical conditions?", "2. Medical Conditions (if any)",
        ])
    func names(_ name: String) throws {
        let judged = try detector().judged(form((name, "  type 2 diabetes \n")))
        #expect(judged.map(\.words) == ["type 2 diabetes"])
        #expect(judged.allSatisfy { $0.candidate.isAnswer && $0.polarity == .affirmed })
    }

    @Test("Other fields are not", arguments: ["Message", "medicalcondition", "conditions"])
    func otherNames(_ name: String) throws { #expect(try detector().hits(form((name, "type 2 diabetes"))).isEmpty) }

    @Test(
        "Answers that say nothing are passed over",
        arguments: ["", "  ", "N/A", "n/a.", "Prefer not to say", "-", "...", "prefer not to say!"])
    func nothing(_ answer: String) throws { #expect(try detector().hits(form(("Allergies", answer))).isEmpty) }

    @Test("Answers that deny are negated", arguments: ["None", "no", "NONE.", " No! ", "Néant", "neant"])
    func denials(_ answer: String) throws {
        #expect(try detector().judged(form(("Allergies", answer))).map(\.polarity) == [.negated])
    }

    @Test("A rule that has a polarity keeps it, but for denials")
    func ownPolarity() throws {
        let detector = try detector(", polarity: affirmed")
        #expect(detector.judged(form(("Allergies", "no nuts"))).map(\.polarity) == [.affirmed])
        #expect(detector.judged(form(("Allergies", "none"))).map(\.polarity) == [.negated])
    }

    @Test("Long answers are running text")
    func long() throws {
        #expect(try detector().hits(form(("Allergies", String(repeating: "a", count: 200)))).count == 1)
        #expect(try detector().hits(form(("Allergies", String(repeating: "a", count: 201)))).isEmpty)
    }

    @Test(
        "Lines with a heading and a colon are answers in mail too",
        arguments: [
            ("Name: A\nMedical conditions: asthma\nDiet: none", ["asthma"]),
            ("Allergies:  nuts and pollen  ", ["nuts and pollen"]),
            ("> Allergies: nuts\n> more", ["nuts"]), ("Any medical conditions we should know of: asthma", ["asthma"]),
            ("Allergies: n/a", []), ("Allergies:\nnuts", []), ("allergies and colds: I had them", ["I had them"]),
            ("We talked about allergies, and much later, after more than forty bytes: nuts", []),
            ("The heading stands far into a line that is longer than sixty bytes, allergies: nuts", []),
            ("Maladies chroniques : asthme", ["asthme"]),
        ] as [(String, [String])])
    func headings(_ text: String, _ answers: [String]) throws { #expect(try detector().hits(mail(text)) == answers) }

    @Test("A heading before a long paragraph is no answer, and none is cut out of it")
    func longLines() throws {
        let paragraph = String(repeating: "word ", count: 60)
        #expect(try detector().hits(mail("Allergies: \(paragraph)\nnext")).isEmpty)
        #expect(try detector().hits(mail("Allergies: \(paragraph)")).isEmpty)
    }

    @Test("A denial in a line is negated as it is in a form")
    func deniedLines() throws {
        #expect(try detector().judged(mail("Allergies: none\nName: A")).map(\.polarity) == [.negated])
    }
}
