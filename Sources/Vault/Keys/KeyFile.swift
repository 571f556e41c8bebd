/// A key as a small text file: `inward-key 1`, then `kind:`, `epoch:` and `key:` in hexadecimal, a line each.
struct KeyFile: Equatable {
    enum Kind: String, CaseIterable {
        case sealPrivate = "seal-private"
        case sealPublic = "seal-public"
        case digest
        case auditPrivate = "audit-private"
        case auditPublic = "audit-public"

        var isSecret: Bool { self != .sealPublic && self != .auditPublic }
    }

    var kind: Kind
    /// 0 for keys that have no epoch.
    var epoch: UInt32
    var key: [UInt8]

    var text: String { "inward-key 1\nkind: \(kind.rawValue)\nepoch: \(epoch)\nkey: \(Hex.text(key))\n" }

    /// Reads the format strictly; nil where it is anything else.
    init?(text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count == 5, lines[0] == "inward-key 1", lines[4].isEmpty,
            let kind = Self.value(lines[1], "kind").flatMap(Kind.init(rawValue:)),
            let epoch = Self.value(lines[2], "epoch").flatMap({ UInt32($0) }),
            let key = Self.value(lines[3], "key").flatMap(Hex.bytes), key.count == 32
        else { return nil }
        self.init(kind: kind, epoch: epoch, key: key)
    }

    init(kind: Kind, epoch: UInt32 = 0, key: [UInt8]) {
        self.kind = kind
        self.epoch = epoch
        self.key = key
    }

    private static func value(_ line: Substring, _ name: String) -> String? {
        line.hasPrefix(name + ": ") ? String(line.dropFirst(name.count + 2)) : nil
    }

    /// Reads a key file; a secret one must be closed to others.
    static func read(_ path: String, kind: Kind, passphrase: String? = nil) throws(VaultError) -> KeyFile {
        if kind.isSecret, let status = FileSystem.status(path), status.mode & 0o077 != 0 {
            throw .readableKey(path: path)
        }
        let text = String(decoding: try DurableFile.read(path, limit: 4096), as: UTF8.self)
        if let locked = LockedKeyFile(text: text) {
            guard let passphrase, let file = locked.open(passphrase), file.kind == kind else {
                throw .wrongPassphrase(path: path)
            }
            return file
        }
        guard let file = KeyFile(text: text), file.kind == kind else { throw .badKey(path: path) }
        return file
    }

    /// Writes it, locked where there is a passphrase.
    func write(to path: String, passphrase: String) throws(VaultError) {
        guard let locked = LockedKeyFile(self, passphrase: passphrase) else { throw .badKey(path: path) }
        try DurableFile.write(Array(locked.text.utf8), to: path)
    }

    func write(to path: String) throws(VaultError) { try DurableFile.write(Array(text.utf8), to: path) }
}
