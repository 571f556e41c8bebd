import Vault

/// The keyed digests of an intake.
struct IntakeDigests {
    struct Recipient {
        var address: String
        /// Within the message, to tell a new recipient from a known one.
        var digest: [UInt8]
        /// As in every case, to look up by.
        var lookup: [UInt8]
    }

    /// The same scanned message.
    var source: [UInt8]
    /// The same mail from the same sender, trace fields aside; the same submission under the same key.
    var redelivery: [UInt8]
    var recipients: [Recipient]
    /// Of all addresses, to look up by.
    var addresses: [[UInt8]]

    init(_ intake: CaseIntake, key: DigestKey) {
        source = key.digest("source", (intake.sourceBytes ?? intake.message).array)
        let sender = Self.normal(intake.envelope.sender ?? "")
        redelivery =
            switch intake.source {
            case .scan: []
            case .filter, .milter:
                key.digest("redelivery", TraceHeaders.removed(from: intake.message), Array(sender.utf8))
            // The same key with another text is no repetition: nothing may be lost by a client's mistake.
            case .form:
                key.digest(
                    "form", intake.idempotencyKey.map { Array($0.utf8) } ?? Secret.random(32), intake.message.array)
            }
        let delivery = redelivery
        var seen = Set<String>()
        let different = intake.envelope.recipients.filter { seen.insert(Self.normal($0)).inserted }
        recipients = different.map { address in
            let bytes = Array(Self.normal(address).utf8)
            return Recipient(
                address: address, digest: key.digest("recipient", delivery, bytes), lookup: key.digest("address", bytes)
            )
        }
        let senders = Set([sender, Self.normal(intake.envelope.author ?? "")]).filter { !$0.isEmpty }
        addresses = senders.map { key.digest("address", Array($0.utf8)) } + recipients.map(\.lookup)
    }

    /// Addresses are compared without case and without white space around them.
    static func normal(_ address: String) -> String {
        address.lowercased().filter { !$0.isWhitespace }
    }
}
