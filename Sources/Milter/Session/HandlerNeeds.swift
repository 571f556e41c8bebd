/// What a handler needs of an MTA. Asked for is the least: commands that nobody reads are not sent, and answers that nobody
/// gives are not waited for.
public struct HandlerNeeds: Sendable {
    /// At which steps, besides the end of the message, a handler answers.
    public struct Answers: OptionSet, Sendable, Hashable {
        /// The bits.
        public let rawValue: UInt8
        /// Of the bits.
        public init(rawValue: UInt8) { self.rawValue = rawValue }
        /// ``MilterHandler/connect(_:)`` is called.
        public static let connect = Answers(rawValue: 1)
        /// ``MilterHandler/mail(_:)`` is called.
        public static let mail = Answers(rawValue: 2)
        /// ``MilterHandler/recipient(_:of:)`` is called.
        public static let recipient = Answers(rawValue: 4)
    }

    /// Actions without which the handler cannot work: an MTA that does not offer them is refused.
    public var actions: ActionFlags
    /// Actions that are asked for where they are offered.
    public var optionalActions: ActionFlags
    /// The steps at which the handler answers.
    public var answers: Answers
    /// Whether the body is wanted.
    public var readsBody: Bool
    /// Whether header values are wanted with the white space behind the colon, where the MTA can.
    public var keepsLeadingSpace: Bool
    /// Whether the handler may want no more of a body half-way: each chunk is then answered, which costs a round trip.
    public var stopsEarly: Bool
    /// Whether recipients are wanted that the MTA itself refuses.
    public var rejectedRecipients: Bool
    /// The macros wanted at each stage, where the MTA lets a filter say so; the MTA's own choice where nil.
    public var symbols: [MacroStage: [String]]?

    /// Of its parts; without any, a handler that reads whole messages and accepts or refuses them.
    public init(
        actions: ActionFlags = [], optionalActions: ActionFlags = [], answers: Answers = [], readsBody: Bool = true,
        keepsLeadingSpace: Bool = true, stopsEarly: Bool = false, rejectedRecipients: Bool = false,
        symbols: [MacroStage: [String]]? = nil
    ) {
        self.actions = actions
        self.optionalActions = optionalActions
        self.answers = answers
        self.readsBody = readsBody
        self.keepsLeadingSpace = keepsLeadingSpace
        self.stopsEarly = stopsEarly
        self.rejectedRecipients = rejectedRecipients
        self.symbols = symbols
    }

    /// What is asked of an MTA that offers `offer`. Throws ``NegotiationFailure``.
    func negotiate(_ offer: Negotiation) throws(NegotiationFailure) -> Negotiation {
        guard offer.version >= Negotiation.oldestVersion else { throw .version(offer.version) }
        let offeredActions = offer.actions.isEmpty ? ActionFlags.version1 : offer.actions
        let offeredOptions = offer.options.isEmpty ? ProtocolFlags.version1 : offer.options
        let missing = actions.subtracting(offeredActions)
        guard missing.isEmpty else { throw .missingActions(missing) }
        var granted = actions.union(optionalActions.intersection(offeredActions))
        var result = Negotiation(version: min(offer.version, Negotiation.newestVersion), actions: granted, options: [])
        result.options = options.intersection(offeredOptions)
        if let symbols, result.version >= 6, offeredActions.contains(.symbolList) {
            granted.insert(.symbolList)
            result.actions = granted
            result.symbols = symbols.mapValues { ByteString($0.joined(separator: " ")) }
        }
        return result
    }

    /// Larger packets (``ProtocolFlags/data256K``, ``ProtocolFlags/data1M``) are never asked for: what an MTA sends unasked is read
    /// up to ``SessionLimits/packetBytes`` all the same, and a chunk of 64 KiB costs no round trip.
    private var options: ProtocolFlags {
        var options: ProtocolFlags = [
            .noUnknown, .noReplyToUnknown, .noReplyToHelo, .noReplyToHeader, .noReplyToEndOfHeaders,
        ]
        if !answers.contains(.connect) { options.insert(.noReplyToConnect) }
        if !answers.contains(.mail) { options.insert(.noReplyToMail) }
        // DATA is where a message that nobody need read is let through before its first byte.
        if !answers.contains(.recipient) { options.formUnion([.noReplyToRecipient, .noData, .noReplyToData]) }
        if !readsBody { options.insert(.noBody) }
        if stopsEarly { options.insert(.skip) } else { options.insert(.noReplyToBody) }
        if keepsLeadingSpace { options.insert(.leadingSpace) }
        if rejectedRecipients { options.insert(.rejectedRecipients) }
        return options
    }
}

/// Why an MTA is refused.
public enum NegotiationFailure: Error, Sendable, Equatable, CustomStringConvertible {
    /// It speaks a version before 2.
    case version(UInt32)
    /// It does not let a filter do what the handler has to.
    case missingActions(ActionFlags)

    /// In words.
    public var description: String {
        switch self {
        case .version(let version): "the MTA speaks version \(version) of the milter protocol, before 2"
        case .missingActions(let actions): "the MTA does not offer: \(actions)"
        }
    }
}
