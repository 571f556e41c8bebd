import ArgumentParser
import Casework
import Foundation
import Service

/// Where cases are kept; the same in every command.
struct StoreOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The folder of the case store.", valueName: "dir"))
    var store: String?

    /// `--store`, else `INWARD_STORE`, else `$XDG_STATE_HOME/inward`, else `~/.local/state/inward`.
    var path: String {
        if let store { return store }
        let environment = ProcessInfo.processInfo.environment
        if let variable = environment["INWARD_STORE"], !variable.isEmpty { return variable }
        if let state = environment["XDG_STATE_HOME"], !state.isEmpty { return "\(state)/inward" }
        return NSHomeDirectory() + "/.local/state/inward"
    }

    /// The folder, whether a store is in it or not.
    var folder: StoreFolder {
        get throws { StoreFolder(path: path, passphrase: try Self.passphrase()) }
    }

    /// The folder as a machine's settings have it, where neither the option nor the environment names one.
    func folder(_ settings: Configuration) throws -> StoreFolder {
        let variable = ProcessInfo.processInfo.environment["INWARD_STORE"] ?? ""
        let named = store == nil && variable.isEmpty ? settings.store : nil
        let file = settings.keyPassphraseFile
        return StoreFolder(
            path: named ?? path, keys: settings.keys, erasureLog: settings.erasureLog,
            passphrase: try file.map { try SecretFile.read($0, what: "the passphrase of the keys") }
                ?? Self.passphrase())
    }

    /// The passphrase of locked keys: in the file that `INWARD_KEY_PASSPHRASE_FILE` names.
    static func passphrase() throws -> String? {
        let path = ProcessInfo.processInfo.environment["INWARD_KEY_PASSPHRASE_FILE"] ?? ""
        return path.isEmpty ? nil : try SecretFile.read(path, what: "the passphrase of the keys")
    }

    /// Where a running service is asked instead: `INWARD_SERVER`, else the machine's settings; nil where a store is named.
    func server(
        _ settings: () throws -> Configuration = { try MachineSettings().load() }
    ) throws -> ServiceAddress? {
        guard store == nil else { return nil }
        let environment = ProcessInfo.processInfo.environment
        if let server = environment["INWARD_SERVER"], !server.isEmpty { return try ServiceAddress(server) }
        if let variable = environment["INWARD_STORE"], !variable.isEmpty { return nil }
        return try settings().service.map { ServiceAddress($0) }
    }

    /// Opens the store, or a running service's.
    ///
    /// - Parameter creating: makes one, with its keys, where there is none.
    func open(creating: Bool, for command: String) throws -> any CaseStore {
        guard let server = try server() else { return try openHere(creating: creating, for: command) }
        let remote = RemoteCaseStore(server)
        // Hand-overs ask nobody who acts: a host's token is shown as it is.
        if let token = ActorOptions.tokenOfEnvironment { remote.use(token: token) }
        return remote
    }

    /// Opens a running service's store, or the one that a machine's settings name; nil where there is none.
    func openThere(_ settings: Configuration, for command: String) throws -> (any CaseStore)? {
        if let server = try server() { return RemoteCaseStore(server) }
        let folder = try folder(settings)
        guard folder.exists else { return nil }
        let holder = "inward \(command) (process \(ProcessInfo.processInfo.processIdentifier))"
        return try SQLiteCaseStore(folder: folder, creating: false, holder: holder, at: Date())
    }

    /// Opens the store that is here, whatever service there is.
    func openHere(creating: Bool, for command: String) throws -> any CaseStore {
        let holder = "inward \(command) (process \(ProcessInfo.processInfo.processIdentifier))"
        return try SQLiteCaseStore(folder: try folder, creating: creating, holder: holder, at: Date())
    }

    /// A case's number as a person types it.
    static func number(_ text: String) throws -> CaseNumber {
        guard let number = CaseNumber(text) else {
            throw ValidationError("'\(text)' is not a case number")
        }
        return number
    }

    /// Several of them.
    static func numbers(_ texts: some Sequence<String>) throws -> [CaseNumber] { try texts.map(number) }
}
