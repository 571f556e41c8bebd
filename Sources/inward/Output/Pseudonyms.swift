import Vault

/// Stable pseudonyms for addresses: a keyed digest, so that nobody without the key can try addresses out.
struct Pseudonyms: Sendable {
    let key: DigestKey

    /// The same address gives the same pseudonym, upper and lower case apart.
    func pseudonym(of address: String) -> String {
        let digest = key.digest("pseudonym", Array(address.lowercased().utf8))
        return "person-" + Hex.text(Array(digest.prefix(6)))
    }
}
