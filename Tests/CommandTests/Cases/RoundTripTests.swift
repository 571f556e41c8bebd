import Foundation
import Testing

@Suite("Examples/round-trip.sh") struct RoundTripTests {
    @Test("runs as it stands: from the mailbox over a refusal and a narrower request to the proof elsewhere")
    func whole() throws {
        let scratch = try Scratch()
        let root = URL(filePath: Repository.fixtures).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        var inward = Tool()
        inward.environment["INWARD_PATTERNS"] = root.appending(path: "patterns").path
        let outcome = try inward.shell("\(root.path)/Examples/round-trip.sh \(scratch("demo"))")
        #expect(outcome.status == 0, "\(outcome.errorText)")
        let text = outcome.text
        for part in [
            "1 case opened", "people by pseudonyms", "from: person-1", "[health]",
            "I was diagnosed with type 2 diabetes",
            "refused", "approved", "case closed", "the checkpoint proves that none",
        ] { #expect(text.contains(part), "\(part)") }
        for refusal in [
            "the policy asks for an approved request", "GDPR Art. 9(1)", "it is for approver; your roles are: reviewer",
        ] { #expect(outcome.errorText.contains(refusal), "\(refusal)") }
        #expect(!text.contains("Could we meet on Thursday") && !text.contains("Next week"))
        let trail = try String(decoding: scratch.read("demo/elsewhere/trail.jsonl"), as: UTF8.self)
        for word in ["diabetes", "client.example", "cannot tell", "One sentence"] { #expect(!trail.contains(word)) }
    }

    @Test("init --demo makes no store anew, and its tokens are closed to others")
    func demo() throws {
        let scratch = try Scratch()
        let inward = Tool()
        let store = scratch("store")
        #expect(try inward("init", "--demo", "--store", store).status == 0)
        for name in ["reviewer", "approver", "auditor"] {
            let mode = try FileManager.default.attributesOfItem(atPath: "\(store).\(name)")[.posixPermissions] as? Int
            #expect(mode == 0o600)
        }
        #expect(try inward("init", "--demo", "--store", store).status == 64)
        // Without a token one is the administrator, who reads nothing.
        let refused = try inward("queue", "list", "--store", store)
        #expect(refused.status != 0 && refused.errorText.contains("it is for reviewer"))
    }

    @Test("a token of each role is refused what is not for it, with the reason")
    func roles() throws {
        let scratch = try Scratch()
        let inward = Tool()
        let store = scratch("store")
        #expect(try inward("init", "--demo", "--store", store).status == 0)
        let calls: [([String], Set<String>)] = [
            (["queue", "list"], ["reviewer"]), (["queue", "load"], ["reviewer", "approver", "auditor", ""]),
            (["request", "list"], ["reviewer", "approver", "auditor"]), (["users", "list"], ["auditor", ""]),
            (["audit", "verify"], ["auditor"]), (["audit", "export"], ["auditor"]),
            (["audit", "checkpoint"], ["auditor", ""]), (["keys", "list"], ["auditor", ""]),
            (["keys", "rotate"], [""]), (["store", "check"], ["auditor", ""]),
            (["policy", "versions"], ["reviewer", "approver", "auditor", ""]),
        ]
        for (words, allowed) in calls {
            for role in ["reviewer", "approver", "auditor", ""] {
                let token = role.isEmpty ? [] : ["--token-file", "\(store).\(role)"]
                let outcome = try inward.run(words + ["--store", store] + token)
                #expect((outcome.status == 0) == allowed.contains(role), "\(words) as \(role): \(outcome.errorText)")
                if outcome.status != 0 {
                    #expect(outcome.errorText.contains("is refused: it is for"), "\(words) \(role)")
                }
            }
        }
        let wrong = try scratch.write("wrong", Array("inward_nothing".utf8))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: wrong)
        #expect(try inward("queue", "list", "--store", store, "--token-file", wrong).errorText.contains("not valid"))
        let readable = try scratch.write("open", Array("inward_nothing".utf8))
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: readable)
        #expect(try inward("queue", "list", "--store", store, "--token-file", readable).errorText.contains("0600"))
    }
}
