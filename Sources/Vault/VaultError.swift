/// What went wrong with a key, a sealed piece or a file, in words. Never quotes sealed content.
public enum VaultError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A system call on a file failed; `reason` is the system's text.
    case file(path: String, doing: String, reason: String)
    /// A key file is there but is not a key of this format.
    case badKey(path: String)
    /// A secret key file that others than its owner may read.
    case readableKey(path: String)
    /// Only the public key is here, so nothing of this epoch can be opened.
    case noPrivateKey(epoch: UInt32)
    /// The private key is locked by a passphrase, and none or another was given.
    case wrongPassphrase(path: String)
    /// The keys folder lacks a file that this needs.
    case noKey(name: String)
    /// The sealed piece was changed, cut, put together anew, or belongs to another case or purpose.
    case notAuthentic
    /// The sealed piece has a version that this program does not know.
    case unknownVersion(UInt8)
    /// Another process holds the folder; `holder` is what it wrote of itself.
    case locked(path: String, holder: String)

    /// One sentence without a full stop.
    public var description: String {
        switch self {
        case .file(let path, let doing, let reason): "\(path): cannot \(doing): \(reason)"
        case .badKey(let path): "\(path): is not a key file of this version"
        case .readableKey(let path): "\(path): is a secret key that others can read; its mode should be 0600"
        case .noPrivateKey(let epoch): "the private key of epoch \(epoch) is not here: this process can seal, not open"
        case .wrongPassphrase(let path): "\(path): is locked by a passphrase, and this is not it"
        case .noKey(let name): "the keys folder has no \(name)"
        case .notAuthentic: "the sealed piece was changed, or belongs to another case"
        case .unknownVersion(let version): "the sealed piece has version \(version), which this program does not know"
        case .locked(let path, let holder): "\(path): is in use by \(holder)"
        }
    }
}
