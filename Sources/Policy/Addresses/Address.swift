import Foundation

/// A mail address in the one form in which addresses are compared: whatever spelling a sender chooses, a protected
/// mailbox has to be recognised.
///
/// Angle brackets, source routes, comments, white space and quotes go (RFC 5321 section 4.1.2, RFC 5322 section 3.4.1),
/// case is folded, the domain's trailing dot goes, and a domain in another script is in its ASCII form (RFC 5891).
public struct Address: Sendable, Hashable {
    /// The local part without quotes, in lower case.
    public var local: String
    /// The domain in ASCII and lower case; empty where there is none.
    public var domain: String

    /// Reads an address; any text makes one, sensible or not.
    public init(_ text: String) {
        if let plain = Self.plain(text) {
            self = plain
            return
        }
        let path = Self.path(in: text)
        let parts = Self.split(path)
        local = Self.fold(parts.local)
        domain = Self.foldDomain(parts.domain)
    }

    /// The common case, told by its bytes: letters, digits and `._+-=` around one `@`, no final dot.
    private static func plain(_ text: String) -> Address? {
        var at: Int?
        var last: UInt8 = 0
        var hasUpper = false
        var index = -1
        for byte in text.utf8 {
            index += 1
            switch byte {
            case 0x41...0x5A: hasUpper = true
            case 0x61...0x7A, 0x30...0x39, 0x2B, 0x2D, 0x2E, 0x3D, 0x5F: break
            case 0x40 where at == nil: at = index
            default: return nil
            }
            last = byte
        }
        guard let at, last != 0x2E else { return nil }
        let lower = hasUpper ? text.lowercased() : text
        let mark = lower.utf8.index(lower.startIndex, offsetBy: at)
        return Address(local: String(lower[..<mark]), domain: String(lower[lower.utf8.index(after: mark)...]))
    }

    private init(local: String, domain: String) {
        self.local = local
        self.domain = domain
    }

    /// The local part before the first `+` (RFC 5233's `:user`), the whole where there is none.
    public var user: String {
        guard let plus = local.firstIndex(of: "+"), plus != local.startIndex else { return local }
        return String(local[..<plus])
    }

    /// What stands in the last angle brackets outside quotes, else the whole.
    private static func path(in text: String) -> Substring.UnicodeScalarView {
        let scalars = text.unicodeScalars
        var isQuoted = false
        var isEscaped = false
        var open: String.Index?
        var close: String.Index?
        for index in scalars.indices {
            let scalar = scalars[index]
            if isEscaped {
                isEscaped = false
            } else if isQuoted, scalar == "\\" {
                isEscaped = true
            } else if scalar == "\"" {
                isQuoted.toggle()
            } else if !isQuoted, scalar == "<" {
                open = scalars.index(after: index)
                close = nil
            } else if !isQuoted, scalar == ">", open != nil, close == nil {
                close = index
            }
        }
        guard let open else { return scalars[...] }
        return scalars[open..<(close ?? scalars.endIndex)]
    }

    /// Local part and domain at the last `@` outside quotes and comments, without what is only syntax.
    private static func split(_ path: Substring.UnicodeScalarView) -> (local: String, domain: String) {
        var plain = String.UnicodeScalarView()
        var local: String.UnicodeScalarView?
        var comments = 0
        var isQuoted = false
        var isEscaped = false
        for scalar in path {
            if isEscaped {
                isEscaped = false
                if comments == 0 { plain.append(scalar) }
            } else if scalar == "\\" {
                isEscaped = true
            } else if scalar == "\"", comments == 0 {
                isQuoted.toggle()
            } else if isQuoted {
                plain.append(scalar)
            } else if scalar == "(" {
                comments += 1
            } else if scalar == ")", comments > 0 {
                comments -= 1
            } else if comments > 0 || scalar.properties.isWhitespace {
                continue
            } else if scalar == ":", let route = local, route.isEmpty || route.first == "@" {
                // The end of a source route, `@a.example,@b.example:`.
                plain = .init()
                local = nil
            } else if scalar == "@" {
                if let before = local { plain = before + ["@"] + plain }
                local = plain
                plain = .init()
            } else {
                plain.append(scalar)
            }
        }
        guard let local else { return (String(plain), "") }
        return (String(local), String(plain))
    }

    private static func fold(_ text: String) -> String {
        text.utf8.allSatisfy { $0 < 0x80 }
            ? text.lowercased() : text.precomposedStringWithCompatibilityMapping.lowercased()
    }

    private static func foldDomain(_ text: String) -> String {
        var domain = Substring(fold(text))
        if !domain.utf8.allSatisfy({ $0 < 0x80 }) { domain = Substring(Punycode.ascii(domain: String(domain))) }
        while domain.last == "." { domain.removeLast() }
        return String(domain)
    }
}
