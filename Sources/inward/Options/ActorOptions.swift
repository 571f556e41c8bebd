import ArgumentParser
import Casework
import Foundation
import Service

/// Who acts: proved by a token where the store has accounts; a store of one's own needs none.
struct ActorOptions: ParsableArguments {
    @Option(
        name: .customLong("token-file"),
        help: ArgumentHelp("A file with the token of who acts; INWARD_TOKEN without it.", valueName: "file"))
    var tokenFile: String?

    /// The token that was given.
    private func token() throws -> String? {
        if let tokenFile { return try SecretFile.read(tokenFile, what: "the token") }
        return Self.tokenOfEnvironment
    }

    /// The token in `INWARD_TOKEN`.
    static var tokenOfEnvironment: String? {
        let variable = ProcessInfo.processInfo.environment["INWARD_TOKEN"] ?? ""
        return variable.isEmpty ? nil : variable
    }

    /// Who acts in a store: the token's account, else whoever has the store's files.
    func actor(in store: any CaseStore) async throws -> ActorID {
        guard let token = try token() else {
            if store is RemoteCaseStore {
                throw ValidationError(
                    "the service asks who you are: set INWARD_TOKEN, or name a file with --token-file")
            }
            return .owner
        }
        return try await store.actor(token: token, at: Date())
    }
}

/// Secrets in files: closed to others, one line.
enum SecretFile {
    /// The first line of a file, or of standard input for `-`.
    static func read(_ path: String, what: String) throws -> String {
        let data: Data
        if path == "-" {
            data = FileHandle.standardInput.readDataToEndOfFile()
        } else {
            let mode = (try? FileManager.default.attributesOfItem(atPath: path))?[.posixPermissions] as? Int
            guard let content = FileManager.default.contents(atPath: path), let mode else {
                throw ValidationError("\(path): cannot be opened")
            }
            guard mode & 0o077 == 0 else {
                throw ValidationError("\(path): holds \(what) and can be read by others; its mode should be 0600")
            }
            data = content
        }
        let line = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).first
        guard let line else { throw ValidationError("\(path): is empty and should hold \(what)") }
        return String(line)
    }

    /// Writes one into a new file that is closed to others.
    static func write(_ text: String, to path: String) throws {
        let made = FileManager.default.createFile(
            atPath: path, contents: Data((text + "\n").utf8), attributes: [.posixPermissions: 0o600])
        guard made else { throw ValidationError("\(path): cannot be written") }
    }
}
