/// What a policy says to do with a message for one recipient, in the order of means: a later one intrudes more.
public enum Disposition: String, Sendable, CaseIterable, Comparable {
    /// Deliver it as it is.
    case accept
    /// Deliver it with a mark in its header.
    case tag
    /// Take the findings out and deliver the rest.
    case redact
    /// Keep it for the addressee alone.
    case holdAddressee = "hold-addressee"
    /// Keep it until a reviewer has decided.
    case quarantine
    /// Refuse it before it is taken.
    case reject

    /// The order of means.
    public static func < (left: Disposition, right: Disposition) -> Bool { left.order < right.order }

    /// The position in the order of means, from 0.
    public var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// Whether a rule that takes this step has to say why an earlier one is not enough.
    public var needsReason: Bool { self >= .redact }

    /// Whether this version carries it out. The others are refused when a policy is read.
    public var isAvailable: Bool { self != .redact && self != .holdAddressee }
}

/// The value of the one `X-Inward-Disposition` header field that a message leaves a hook with.
public enum DispositionHeader: String, Sendable, CaseIterable {
    case accept, tag, quarantine, reject
    /// It was let through although not all of it could be read.
    case unscannable
    /// A reviewer released it.
    case released
    /// The hook only watches; says nothing about what it saw.
    case observed

    /// The field's name.
    public static let name = "X-Inward-Disposition"

    /// What a hook writes on a message that it lets out: nil where the message is protected, which leaves as it came.
    ///
    /// `observe` makes it `observed` whatever the policy's mode.
    public static func value(for ruling: Ruling, unscannable: Bool, observe: Bool = false) -> DispositionHeader? {
        if ruling.isProtected { return nil }
        return value(strictest: observe ? nil : ruling.enforced, unscannable: unscannable)
    }

    /// The same for the strictest disposition of those who get the message; nil where the policy is in force for none.
    public static func value(strictest: Disposition?, unscannable: Bool) -> DispositionHeader {
        guard let strictest else { return .observed }
        switch strictest {
        case .accept: return unscannable ? .unscannable : .accept
        case .tag, .redact: return .tag
        case .holdAddressee, .quarantine: return .quarantine
        case .reject: return .reject
        }
    }
}
