import Foundation
import Testing

@testable import Detection

@Suite("Rule files")
struct RuleFileTests {
    private static let whole = """
        category: health
        rules:
          - id: health.whole
            title: Everything
            terms: [asthma, "type 2 diabetes ! diabetes uk"]
            pattern: 'signed off sick'
            anchors: [sick]
            fields: [Medical conditions]
            prior: -1.5
            context: [clinical]
            polarity: negated
            about: other
            explicit: false
            case: sensitive
            needs: [person]
            unless: [student union]
            examples: [one, {field: Diet, text: halal}]
            counterexamples: [other]
        """

    /// The rules of a file, read with a term list beside it.
    private func rules(_ text: String, flags: Bool = false) throws -> [Rule] {
        let folder = try PackFolder(["en/file.yaml": text, "en/list.txt": "asthma\nlupus"])
        let reader = RuleFile(folder: "\(folder.path)/en", label: "en")
        return try flags ? reader.flagRules(file: "file.yaml") : reader.categoryRules(file: "file.yaml")
    }

    @Test("Every key of a rule is read")
    func whole() throws {
        let rule = try #require(try rules(Self.whole).first)
        #expect(rule.id == "health.whole" && rule.title == "Everything" && rule.target == .category(.health))
        #expect(rule.terms.map(\.text) == ["asthma", "type 2 diabetes"])
        #expect(rule.terms.map(\.exclusions) == [[], ["diabetes uk"]])
        #expect(rule.patterns == ["signed off sick"] && rule.anchors == ["sick"])
        #expect(rule.fields == ["Medical conditions"] && rule.prior == -1.5 && rule.context == ["clinical"])
        #expect(rule.polarity == .negated && rule.about == .other && !rule.explicit && rule.caseSensitive)
        #expect(rule.needs == ["person"] && rule.unless == ["student union"])
        #expect(
            rule.examples == [
                Example(field: nil, text: "one", line: 17), Example(field: "Diet", text: "halal", line: 17),
            ])
        #expect(rule.file == "en/file.yaml" && rule.line == 3)
    }

    @Test("What is left out has its default")
    func defaults() throws {
        let rule = try #require(try rules(SmallPack.file("health", SmallPack.rule("a", "terms: list.txt"))).first)
        #expect(rule.title == "a" && rule.prior == 0 && rule.explicit && !rule.caseSensitive)
        #expect(rule.polarity == nil && rule.about == nil && rule.context.isEmpty)
        #expect(rule.terms.map(\.text) == ["asthma", "lupus"])
    }

    @Test("A rule may be of another category than its file")
    func otherCategory() throws {
        let text = SmallPack.file("health", SmallPack.rule("a", "terms: [x], category: religion"))
        #expect(try rules(text).map(\.target) == [.category(.religion)])
    }

    @Test("Flags are read by their names")
    func flags() throws {
        let text = "flags:\n  danger:\n    rules:\n    " + SmallPack.rule("danger.a", "terms: [x]")
        #expect(try rules(text, flags: true).map(\.target) == [.flag(.danger)])
        let wrong = mistake { _ = try rules("flags:\n  dnager:\n    rules: []", flags: true) }
        #expect(wrong?.line == 3 || wrong?.line == 2)
        #expect(wrong?.message.contains("did you mean 'danger'?") == true)
    }

    @Test(
        "Each mistake in a rule is refused with file and line",
        arguments: [
            ("  - id: health.whole\n    title: Everything", "  - title: Everything", "the rule has no 'id:'"),
            ("    examples: [one, {field: Diet, text: halal}]\n", "", "has no example"),
            ("    counterexamples: [other]", "", "has no counterexample"),
            ("prior: -1.5", "prior: -15", "prior is log-odds, between -10 and 10"),
            ("prior: -1.5", "prior: low", "rules[0].prior: should be a number"),
            ("polarity: negated", "polarity: denied", "'denied' is not one of affirmed, negated"),
            ("about: other", "about: others", "did you mean 'other'?"),
            ("explicit: false", "explicit: maybe", "should be true or false"),
            ("case: sensitive", "case: yes", "should be 'sensitive' or 'ignored'"),
            ("    terms: [asthma, \"type 2 diabetes ! diabetes uk\"]", "    terms: ../list.txt", "name of a .txt file"),
            ("    terms: [asthma, \"type 2 diabetes ! diabetes uk\"]", "    terms: none.txt", "cannot be opened"),
            ("unless:", "unles:", "did you mean 'unless'?"),
            ("{field: Diet, text: halal}", "{field: Diet}", "needs 'field:' and 'text:'"),
            ("category: health", "kategory: health", "did you mean 'category'?"),
            ("category: health", "category: helth", "did you mean 'health'?"),
            ("category: health\n", "", "'category:' is missing"),
            ("rules:", "rules: none\nx:", "unknown key 'x'"),
        ])
    func mistakes(_ right: String, _ wrong: String, _ message: String) throws {
        try #require(Self.whole.contains(right))
        let found = mistake { _ = try rules(Self.whole.replacingOccurrences(of: right, with: wrong)) }
        #expect(found?.message.contains(message) == true)
        #expect(found?.file.hasPrefix("en/") == true)
        #expect((found?.line ?? 0) > 0 || message == "cannot be opened")
    }

    @Test("A rule that looks for nothing is refused")
    func nothing() {
        let found = mistake { _ = try rules(SmallPack.file("health", SmallPack.rule("a", "prior: 0"))) }
        #expect(
            found?.description
                == "en/file.yaml:3: rules[0]: rule a looks for nothing: give it terms, a pattern or fields")
    }
}
