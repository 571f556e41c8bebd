import ArgumentParser
import Foundation
import Service

/// How this machine is set up; the same in every command that asks.
struct ConfigurationOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The machine's settings; INWARD_CONFIG without it, else /etc/inward/inward.yaml.", valueName: "file"))
    var config: String?

    /// The file's path.
    var path: String { MachineSettings(named: config).path }

    /// The settings; where nobody named a file and none is there, the defaults.
    func load() throws -> Configuration { try MachineSettings(named: config).load() }
}

/// The file of this machine's settings.
struct MachineSettings {
    /// Where it is, whether it is there or not.
    let path: String
    private let isNamed: Bool

    /// The file of this name, else of `INWARD_CONFIG`, else the usual one.
    init(named name: String? = nil) {
        let variable = ProcessInfo.processInfo.environment["INWARD_CONFIG"] ?? ""
        let named = name ?? (variable.isEmpty ? nil : variable)
        path = named ?? "/etc/inward/inward.yaml"
        isNamed = named != nil
    }

    /// The settings; where nobody named a file and none is there, the defaults.
    func load() throws -> Configuration {
        if !isNamed, !FileManager.default.fileExists(atPath: path) { return Configuration() }
        return try Configuration.load(path: path)
    }
}
