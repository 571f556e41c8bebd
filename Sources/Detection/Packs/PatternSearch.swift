import Foundation

/// Where the pattern folder is: `--patterns`, else `INWARD_PATTERNS`, else `patterns` beside the binary, else
/// `../share/inward/patterns` (DESIGN section 5).
public enum PatternSearch {
    /// The folder, or a mistake that says where it was looked for.
    public static func folder(option: String?, environment: [String: String], binary: String) throws -> String {
        if let option { return try existing(option) }
        if let variable = environment["INWARD_PATTERNS"], !variable.isEmpty { return try existing(variable) }
        let beside = URL(fileURLWithPath: binary).deletingLastPathComponent().path
        let places = ["\(beside)/patterns", "\(beside)/../share/inward/patterns"]
        for place in places where FileManager.default.fileExists(atPath: "\(place)/pack.yaml") { return place }
        throw SettingsError(
            file: "patterns",
            message:
                "no rule packs found; looked in \(places.joined(separator: " and ")); name the folder with --patterns")
    }

    private static func existing(_ path: String) throws -> String {
        guard FileManager.default.fileExists(atPath: "\(path)/pack.yaml") else {
            throw SettingsError(file: path, message: "is not a folder of rule packs: it has no pack.yaml")
        }
        return path
    }
}
