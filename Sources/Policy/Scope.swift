import Detection

/// Mailboxes for which something of its own holds.
public struct Scope: Sendable {
    /// Its name, for people.
    public var name: String
    /// The mailboxes.
    public var recipients: [AddressPattern]
    /// Categories that are lawful here: their findings are counted and not held.
    public var expected: Set<Category>
    /// The jurisdiction, where it is not the policy's own.
    public var jurisdiction: String?

    /// Whether the recipient is in it.
    func contains(_ address: Address) -> Bool { recipients.contains { $0.matches(address) } }
}
