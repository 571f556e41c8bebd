import ArgumentParser
import Casework

/// `inward init`: makes a store with its keys.
struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes a case store of one's own, with its keys.",
        discussion: "Makes nothing anew where a store is already.")

    @OptionGroup var storeOptions: StoreOptions

    func run() throws {
        let existed = storeOptions.folder.exists
        _ = try storeOptions.open(creating: true, for: "init")
        print("\(storeOptions.path): \(existed ? "there is a store already; nothing was changed" : "a store was made")")
        print("Keys are in \(storeOptions.folder.keys). Whoever holds them can read everything in the store:")
        print("a store of one's own has no four eyes. Keep the keys out of backups of the store.")
    }
}
