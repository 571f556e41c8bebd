import Testing

@testable import Casework

@Suite("People are pseudonyms until who they are matters")
struct PseudonymTests {
    let names = CasePseudonyms(
        of: CaseEnvelope(
            sender: "ann.smith@client.example", author: "Ann.Smith@client.example",
            recipients: ["desk@office.example", "bob@office.example"]))

    @Test("the same person has the same name throughout a case, the others have others")
    func envelope() {
        let hidden = names.envelope(
            CaseEnvelope(
                sender: "ann.smith@client.example", author: "Ann.Smith@client.example",
                recipients: ["desk@office.example", "bob@office.example"]))
        #expect(hidden.sender == "person-1" && hidden.author == "person-1")
        #expect(hidden.recipients == ["person-2", "person-3"])
    }

    @Test(
        "addresses, and the names they are made of, are hidden in a sentence; the rest stays as it is",
        arguments: [
            ("I am Ann Smith.", "I am person-1 person-1."),
            ("Write to ANN.SMITH@client.example.", "Write to person-1."),
            ("Bob, I have [health] today!", "person-3, I have [health] today!"),
            ("My brother is at carl@home.example, ask him.", "My brother is at [address], ask him."),
            ("Annual smithy, no name.", "Annual smithy, no name."), ("", ""), ("@ . --", "@ . --"),
            ("(desk@office.example)", "(person-2)"),
        ])
    func text(sentence: String, hidden: String) { #expect(names.text(sentence) == hidden) }
}
