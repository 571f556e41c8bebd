import Crypto

extension SymmetricKey {
    /// A copy of the key's bytes, for what takes no key.
    package var bytes: [UInt8] {
        // The pointer does not outlive the closure: what leaves it is a copy.
        withUnsafeBytes { Array($0) }
    }
}
