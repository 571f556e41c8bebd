import ArgumentParser
import Foundation
import Service

/// How this machine is set up; the same in every command that asks.
struct ConfigurationOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The machine's settings; INWARD_CONFIG without it, else /etc/inward/inward.yaml.", valueName: "file"))
    var config: String?

    static let standard = "/etc/inward/inward.yaml"

    /// The file, whether it is there or not, and whether somebody named it.
    private var named: (path: String, isNamed: Bool) {
        if let config { return (config, true) }
        let variable = ProcessInfo.processInfo.environment["INWARD_CONFIG"] ?? ""
        return variable.isEmpty ? (Self.standard, false) : (variable, true)
    }

    /// The file's path.
    var path: String { named.path }

    /// The settings; where nobody named a file and none is there, the defaults.
    func load() throws -> Configuration {
        let (path, isNamed) = named
        if !isNamed, !FileManager.default.fileExists(atPath: path) { return Configuration() }
        return try Configuration.load(path: path)
    }
}
