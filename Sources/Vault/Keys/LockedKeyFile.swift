import Crypto
import CryptoExtras
import Foundation

/// A secret key file under a passphrase: `inward-key 2`, then `kind:`, `epoch:`, `salt:` and `locked:` in hexadecimal, a line each.
///
/// The key of ChaCha20-Poly1305 (RFC 8439) is scrypt (RFC 7914) of the passphrase and the salt with N = 2^16, r = 8, p = 1: 64 MiB
/// for each attempt. Kind and epoch are associated data.
struct LockedKeyFile: Equatable {
    private static let head = "inward-key 2"

    var kind: KeyFile.Kind
    var epoch: UInt32
    var salt: [UInt8]
    var locked: [UInt8]

    var text: String {
        "\(Self.head)\nkind: \(kind.rawValue)\nepoch: \(epoch)\nsalt: \(Hex.text(salt))\nlocked: \(Hex.text(locked))\n"
    }

    init?(text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count == 6, lines[0] == Self.head, lines[5].isEmpty,
            let kind = Self.value(lines[1], "kind").flatMap(KeyFile.Kind.init(rawValue:)),
            let epoch = Self.value(lines[2], "epoch").flatMap({ UInt32($0) }),
            let salt = Self.value(lines[3], "salt").flatMap(Hex.bytes),
            let locked = Self.value(lines[4], "locked").flatMap(Hex.bytes)
        else { return nil }
        self.kind = kind
        self.epoch = epoch
        self.salt = salt
        self.locked = locked
    }

    init?(_ file: KeyFile, passphrase: String, salt: [UInt8] = Secret.random(16)) {
        kind = file.kind
        epoch = file.epoch
        self.salt = salt
        locked = []
        guard let key = Self.key(passphrase, salt),
            let box = try? ChaChaPoly.seal(file.key, using: key, authenticating: associated)
        else { return nil }
        locked = Array(box.combined)
    }

    /// The key, or nil where this is not the passphrase.
    func open(_ passphrase: String) -> KeyFile? {
        guard let key = Self.key(passphrase, salt), let box = try? ChaChaPoly.SealedBox(combined: locked),
            let bytes = try? ChaChaPoly.open(box, using: key, authenticating: associated), bytes.count == 32
        else { return nil }
        return KeyFile(kind: kind, epoch: epoch, key: Array(bytes))
    }

    private var associated: [UInt8] { Array("\(Self.head) \(kind.rawValue) \(epoch)".utf8) }

    private static func key(_ passphrase: String, _ salt: [UInt8]) -> SymmetricKey? {
        let bytes = Array(passphrase.precomposedStringWithCanonicalMapping.utf8)
        return try? KDF.Scrypt.deriveKey(
            from: bytes, salt: salt, outputByteCount: 32, rounds: 1 << 16, blockSize: 8, parallelism: 1,
            maxMemory: 256 << 20)
    }

    private static func value(_ line: Substring, _ name: String) -> String? {
        line.hasPrefix(name + ": ") ? String(line.dropFirst(name.count + 2)) : nil
    }
}
