import Detection

extension Policy {
    /// The categories that the recipient's scopes expect, all of them together.
    func expected(for address: Address?) -> Set<Category> {
        guard let address else { return [] }
        return scopes.reduce(into: []) { if $1.contains(address) { $0.formUnion($1.expected) } }
    }

    /// The jurisdiction that holds for a recipient: that of the first scope that names one, else the policy's own.
    func jurisdiction(for address: Address?) -> Jurisdiction? {
        jurisdictionKey(for: address).flatMap { jurisdictions[$0] }
    }

    /// Its key, where the policy describes it.
    func jurisdictionKey(for address: Address?) -> String? {
        let named = address.flatMap { address in
            scopes.first { $0.jurisdiction != nil && $0.contains(address) }?.jurisdiction
        }
        guard let key = named ?? jurisdiction, jurisdictions.index(forKey: key) != nil else { return nil }
        return key
    }

    /// Whether the policy is in force for a recipient: in observe where it says so, and where the jurisdiction does not
    /// record its grounds.
    func mode(for address: Address?) -> Mode {
        guard mode == .enforce, let jurisdiction = jurisdiction(for: address) else { return .observe }
        return jurisdiction.missing.isEmpty ? .enforce : .observe
    }

    /// Whether the policy is in force for a recipient.
    public func mode(for recipient: String?) -> Mode { mode(for: recipient.map(Address.init)) }

    /// Why hooks only observe, in words, one reason a line; empty where they hold what the rules say.
    public var reasonsToObserve: [String] {
        var reasons = mode == .observe ? ["the policy's mode is observe"] : []
        if jurisdiction == nil { reasons.append("no jurisdiction is named") }
        let used = ([jurisdiction] + scopes.map(\.jurisdiction)).compactMap { $0 }
        for key in Set(used).sorted() {
            guard let missing = jurisdictions[key]?.missing, !missing.isEmpty else { continue }
            reasons.append("jurisdiction '\(key)' does not record " + missing.joined(separator: ", "))
        }
        return reasons
    }

    /// Where a message goes, by ``domains``.
    ///
    /// A recipient elsewhere makes mail from here outbound whoever wrote it. Of mail to us, our own domain as its sender
    /// says little in a hook, since anybody can write it: without authentication it is inbound, and is read.
    func direction(of envelope: Envelope, to address: Address?) -> Direction {
        if envelope.isSubmission { return address.map(isOurs) ?? false ? .internal : .outbound }
        guard envelope.channel != .form, !domains.isEmpty, envelope.senders.contains(where: isOurs) else {
            return .inbound
        }
        guard let address, isOurs(address) else { return .outbound }
        return envelope.authenticated || envelope.channel == .scan ? .internal : .inbound
    }

    /// Whether a message may be read at all: outbound and internal mail only where its jurisdiction records the ground,
    /// protected mail never.
    public func mayRead(_ envelope: Envelope) -> Bool {
        if isProtected(envelope) { return false }
        let addresses = envelope.recipients.isEmpty ? [nil] : envelope.recipients.map { Address($0) }
        return addresses.contains { address in
            direction(of: envelope, to: address) == .inbound || jurisdiction(for: address)?.outboundGround != nil
        }
    }

    private func isOurs(_ address: Address) -> Bool {
        domains.contains { address.domain == $0 || address.domain.hasSuffix("." + $0) }
    }
}
