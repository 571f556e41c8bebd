/// A pattern of mail addresses: `dpo@*`, `*@ico.org.uk`, `*@*.example`, or one address.
///
/// `*` stands for any text within its side of the `@`. Case does not count, and `dpo@*` is also meant by `dpo+x@…`.
public struct AddressPattern: Sendable, Hashable {
    /// As it stands in the policy.
    public let text: String
    private let local: Side
    private let domain: Side
    private let hasDetail: Bool

    /// What is asked of one side of the `@`.
    private enum Side: Hashable {
        case everything
        case exactly([UInt8])
        /// With a `*` among other bytes.
        case like([UInt8])

        init(_ text: String) {
            let bytes = Array(text.utf8)
            self = text == "*" ? .everything : text.contains("*") ? .like(bytes) : .exactly(bytes)
        }

        func matches(_ text: String) -> Bool {
            if case .everything = self { return true }
            return matches(Array(text.utf8)[...])
        }

        func matches(_ text: ArraySlice<UInt8>) -> Bool {
            switch self {
            case .everything: true
            case .exactly(let wanted): wanted.count == text.count && wanted.elementsEqual(text)
            case .like(let pattern):
                (pattern[0] == AddressPattern.star || pattern[0] == text.first) && AddressPattern.matches(pattern, text)
            }
        }
    }

    /// A pattern with exactly one `@`, nil otherwise.
    public init?(_ text: String) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
        guard !text.unicodeScalars.contains(where: { $0.properties.isWhitespace }) else { return nil }
        let folded = Address(text)
        guard !folded.local.isEmpty, !folded.domain.isEmpty else { return nil }
        self.text = text
        local = Side(folded.local)
        domain = Side(folded.domain)
        hasDetail = folded.local.contains("+")
    }

    /// Whether every address is meant.
    public var isEverything: Bool { local == .everything && domain == .everything }

    /// Whether the address is meant.
    public func matches(_ address: Address) -> Bool {
        guard domain.matches(address.domain) else { return false }
        if local.matches(address.local) { return true }
        return !hasDetail && address.local.utf8.contains(UInt8(ascii: "+")) && local.matches(address.user)
    }

    /// The same of an address in its plain form.
    func matches(_ address: PlainAddress) -> Bool {
        guard domain.matches(address.domain) else { return false }
        if local.matches(address.local) { return true }
        guard !hasDetail, let user = address.user else { return false }
        return local.matches(user)
    }

    private static let star = UInt8(ascii: "*")

    /// Whether `text` is what `pattern` says. At most pattern times text steps: only the last `*` is tried again.
    private static func matches(_ pattern: [UInt8], _ text: ArraySlice<UInt8>) -> Bool {
        var at = 0
        var next = text.startIndex
        var retry: (pattern: Int, text: Int)?
        while next < text.endIndex {
            if at < pattern.count, pattern[at] == star {
                retry = (at, next)
                at += 1
            } else if at < pattern.count, pattern[at] == text[next] {
                at += 1
                next += 1
            } else if let last = retry {
                retry = (last.pattern, last.text + 1)
                at = last.pattern + 1
                next = last.text + 1
            } else {
                return false
            }
        }
        return pattern[at...].allSatisfy { $0 == star }
    }
}

extension [AddressPattern] {
    /// Whether one of them means the address with this text.
    func contain(_ text: String) -> Bool {
        if isEmpty { return false }
        guard let plain = PlainAddress(text) else {
            let address = Address(text)
            return contains { $0.matches(address) }
        }
        for index in indices where self[index].matches(plain) { return true }
        return false
    }
}
