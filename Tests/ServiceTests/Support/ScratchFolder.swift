import Foundation

/// A folder that goes with the value. Its path is short: that of a unix socket may have 107 bytes.
final class ScratchFolder: Sendable {
    let path: String

    init() throws {
        path = "/tmp/inward-service-" + UUID().uuidString.prefix(13)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func callAsFunction(_ name: String) -> String { path + "/" + name }

    /// Writes a file of this mode.
    @discardableResult
    func write(_ name: String, _ text: String, mode: Int = 0o600) throws -> String {
        let path = self(name)
        let made = FileManager.default.createFile(
            atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: mode])
        guard made else { throw CocoaError(.fileWriteUnknown) }
        return path
    }

    /// The bytes of every file below, by path from here.
    func everyFile() -> [String: Data] {
        let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
        return names.reduce(into: [:]) { $0[$1] = FileManager.default.contents(atPath: self($1)) }
    }
}
