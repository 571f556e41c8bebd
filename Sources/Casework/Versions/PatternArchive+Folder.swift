import Detection
import Foundation

extension PatternArchive {
    /// The archive, read as a folder. Throws mistakes in it by file and line.
    public func folder() throws -> PatternFolder {
        let path = NSTemporaryDirectory() + "/inward-patterns-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: path) }
        try write(to: path)
        do { return try PatternFolder.load(path: path, weights: true) } catch var error as SettingsError {
            // The folder is gone by the time somebody reads its name.
            error.file = error.file.replacing(path, with: "patterns")
            throw error
        }
    }
}
