import Foundation

/// A folder of rule packs in a temporary place, removed with its last owner.
final class PackFolder: Sendable {
    let path: String

    /// A folder with these files, by their paths in it; what a folder needs besides is added.
    init(_ files: [String: String]) throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("patterns-\(UUID().uuidString)").path
        let needed = ["pack.yaml": "{name: test, version: '1'}", "en/cues.yaml": "families: {}"]
        for (name, text) in needed.merging(files, uniquingKeysWith: { $1 }) { try write(name, Data(text.utf8)) }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file of the folder.
    func write(_ name: String, _ data: Data) throws {
        let url = URL(fileURLWithPath: path).appendingPathComponent(name)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: url)
    }
}

/// A file of the repository, found from this one.
func repositoryFile(_ path: String) -> String {
    var url = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    for _ in 0..<4 { url.deleteLastPathComponent() }
    return url.appendingPathComponent(path).path
}
