import Foundation

/// The program under test.
enum Binary {
    struct Missing: Error, CustomStringConvertible {
        var description: String {
            "there is no program to test: set INWARD_BINARY, or build the product inward beside the test bundle"
        }
    }

    /// `INWARD_BINARY`, else the file `inward` beside the test bundle or in a folder above it.
    static func path() throws -> String {
        if let named = ProcessInfo.processInfo.environment["INWARD_BINARY"], !named.isEmpty {
            return URL(fileURLWithPath: named).path
        }
        for start in [Bundle.main.executablePath ?? Bundle.main.bundlePath] + CommandLine.arguments.prefix(1) {
            if let found = search(from: URL(fileURLWithPath: start)) { return found }
        }
        throw Missing()
    }

    private static func search(from start: URL) -> String? {
        var folder = start.standardizedFileURL
        while folder.path != "/" {
            folder.deleteLastPathComponent()
            let candidate = folder.appendingPathComponent("inward").path
            var isFolder: ObjCBool = false
            let exists = FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder)
            if exists, !isFolder.boolValue, FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
        }
        return nil
    }
}
