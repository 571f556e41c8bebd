import ArgumentParser
import Casework
import Foundation

/// `inward init`: makes a store with its keys.
struct Init: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes a case store of one's own, with its keys.",
        discussion: "Makes nothing anew where a store is already.")

    @Flag(help: "Makes three people too, puts policy and rule packs in force, and says what to do next.")
    var demo = false

    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var patternOptions: PatternOptions
    @OptionGroup var policyOptions: PolicyOptions

    func run() async throws {
        let folder = try storeOptions.folder
        let existed = folder.exists
        if demo, existed {
            throw ValidationError("\(storeOptions.path): there is a store already; --demo makes a new one")
        }
        let store = try storeOptions.openHere(creating: true, for: "init")
        print("\(storeOptions.path): \(existed ? "there is a store already; nothing was changed" : "a store was made")")
        print("Keys are in \(folder.keys). Whoever holds them can read everything in the store:")
        print("a store of one's own has no four eyes. Keep the keys out of backups of the store.")
        if demo { try await makeDemo(store) }
    }

    /// A reviewer, an approver and an auditor, each with a token in a file of their own.
    private func makeDemo(_ store: any CaseStore) async throws {
        let now = Date()
        // Before the first account: its maker is alone, and the trail says so.
        let policy = try policyOptions.load(patterns: patternOptions)
        let archive = try PatternArchive(folder: patternOptions.path())
        let versions: [(VersionKind, [UInt8])] = [(.policy, policy.source), (.patterns, try archive.bytes)]
        for (kind, content) in versions {
            let number = try await store.proposeVersion(kind, content, by: .owner, at: now)
            try await store.approveVersion(kind, number, by: .owner, at: now)
        }
        let people: [(String, AccountSettings)] = [
            ("reviewer", AccountSettings(roles: [.reviewer], level: 1)),
            ("approver", AccountSettings(roles: [.approver], level: 3)),
            ("auditor", AccountSettings(roles: [.auditor], level: 0)),
        ]
        for (name, settings) in people { try await store.addAccount(ActorID(name), settings, by: .owner, at: now) }
        // The approver's comes last: from then on only an approver gives out what can see messages.
        for name in ["reviewer", "auditor", "approver"] {
            let token = try await store.issueToken(for: ActorID(name), label: "demo", expires: nil, by: .owner, at: now)
            try SecretFile.write(token.text, to: "\(storeOptions.path).\(name)")
        }
        print("")
        print("Three people, each with a token in a file: \(storeOptions.path).reviewer, .approver and .auditor.")
        print("Without a token you are the administrator, who can read no message. The whole path:")
        for line in Self.path { print("    inward " + line.replacing("STORE", with: storeOptions.path)) }
    }

    private static let path = [
        "scan corpora/demo/inbox.mbox --queue --prevalence 0.3 --store STORE",
        "queue claim 1 --store STORE --token-file STORE.reviewer",
        "case show CASE --reason misdirected --store STORE --token-file STORE.reviewer",
        "case show CASE --depth snippet --reason misdirected --store STORE --token-file STORE.reviewer",
        "request new CASE --depth message --reason misdirected --basis … --text-file - --store STORE --token-file STORE.reviewer",
        "request approve REQUEST --store STORE --token-file STORE.approver",
        "case decide CASE release --why not-needed --store STORE --token-file STORE.reviewer",
        "audit export --store STORE --token-file STORE.auditor",
    ]
}
