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
        let isName =
            !name.isEmpty && name.utf8.count <= 128 && !name.hasPrefix(".")
            && name.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
                    || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
            }
        guard isName else {
            throw Problem.unprocessable(
                "bad-name", "what is named in the folder for \(key) is of letters, digits, '.', '_' and '-'")
        }
        return "\(folder)/\(name)"
    }
}
