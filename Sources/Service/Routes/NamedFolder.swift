import Casework

/// A folder of the service's machine in which callers name places, and never any outside of it.
struct NamedFolder: Sendable {
    /// What the configuration calls it.
    let key: String
    let folder: String?

    /// The path of a name. Throws ``Problem`` where there is no such folder, or the name is more than a name.
    func path(_ name: String) throws -> String {
        guard let folder else {
            throw Problem.unprocessable(
                "no-folder", "the service has no folder for it: its configuration names none as '\(key)'")
        }
        guard Code.isValid(name, longest: 128), !name.hasPrefix(".") else {
            throw Problem.unprocessable(
                "bad-name", "what is named in the folder for \(key) is of letters, digits, '.', '_' and '-'")
        }
        return "\(folder)/\(name)"
    }
}
