/// Where a server listens.
public enum MilterSocket: Sendable, Hashable {
    /// TCP over IPv4. Port 0: any free one.
    case inet(host: String, port: Int)
    /// TCP over IPv6 only. Port 0: any free one.
    case inet6(host: String, port: Int)
    /// A unix socket.
    case unix(path: String, access: SocketAccess = SocketAccess())
    /// A socket that listens already and was handed over, as systemd does.
    case inherited(descriptor: Int32)

    /// Why a specification cannot be read.
    public struct Malformed: Error, Sendable, Equatable, CustomStringConvertible {
        /// In words.
        public let description: String
    }

    /// Reads `inet:127.0.0.1:8891`, `inet6:[::1]:8891`, `unix:/path` (or `local:/path`), the last also with
    /// `,owner=NAME,group=NAME,mode=0660` behind it; and Sendmail's own `inet:8891@127.0.0.1`. Throws ``Malformed``.
    public init(_ text: String) throws(Malformed) {
        guard let colon = text.firstIndex(of: ":") else { throw Self.malformed(text) }
        let rest = text[text.index(after: colon)...]
        switch text[..<colon] {
        case "unix", "local": self = try Self.unix(rest, text)
        case "inet":
            let (host, port) = try Self.host(rest, text)
            guard !host.contains(":") else { throw Malformed(description: "'\(text)': an IPv6 address needs inet6:") }
            self = .inet(host: host, port: port)
        case "inet6":
            let (host, port) = try Self.host(rest, text)
            self = .inet6(host: host, port: port)
        default: throw Self.malformed(text)
        }
    }

    private static func unix(_ rest: Substring, _ text: String) throws(Malformed) -> MilterSocket {
        let parts = rest.split(separator: ",", omittingEmptySubsequences: false)
        guard let path = parts.first, path.hasPrefix("/") else {
            throw Malformed(description: "'\(text)': the path of a socket begins with /")
        }
        // `sun_path` of unix(7) holds 108 bytes with the last one zero, and the socket is made under a longer name first.
        guard path.utf8.count + SocketAccess.suffix.utf8.count <= 107 else {
            throw Malformed(description: "'\(text)': the path of a socket has at most 103 bytes")
        }
        var access = SocketAccess()
        for option in parts.dropFirst() {
            let pair = option.split(separator: "=", maxSplits: 1)
            guard pair.count == 2 else { throw Malformed(description: "'\(text)': '\(option)' is no option") }
            switch pair[0] {
            case "owner", "user": access.owner = String(pair[1])
            case "group": access.group = String(pair[1])
            case "mode":
                guard let mode = UInt32(pair[1], radix: 8), mode <= 0o777 else {
                    throw Malformed(description: "'\(text)': '\(pair[1])' is no mode, as 0660 is")
                }
                access.mode = mode
            default: throw Malformed(description: "'\(text)': there is owner=, group= and mode=, no '\(pair[0])='")
            }
        }
        return .unix(path: String(path), access: access)
    }

    private static func host(_ rest: Substring, _ text: String) throws(Malformed) -> (String, Int) {
        let host: Substring
        let port: Substring
        if let at = rest.firstIndex(of: "@") {
            (port, host) = (rest[..<at], rest[rest.index(after: at)...])
        } else {
            guard let colon = rest.lastIndex(of: ":") else { throw malformed(text) }
            (host, port) = (rest[..<colon], rest[rest.index(after: colon)...])
        }
        var bare = host
        if bare.hasPrefix("["), bare.hasSuffix("]") { bare = bare.dropFirst().dropLast() }
        guard let number = UInt16(port), !bare.isEmpty, !bare.contains(where: { $0.isWhitespace || $0 == "/" }) else {
            throw malformed(text)
        }
        return (String(bare), Int(number))
    }

    private static func malformed(_ text: String) -> Malformed {
        Malformed(
            description:
                "'\(text)' should be like inet:127.0.0.1:8891, inet6:[::1]:8891 or unix:/run/inward/milter.sock")
    }
}

extension MilterSocket: CustomStringConvertible {
    /// As it is written.
    public var description: String {
        switch self {
        case .inet(let host, let port): "inet:\(host):\(port)"
        case .inet6(let host, let port): "inet6:[\(host)]:\(port)"
        case .unix(let path, _): "unix:\(path)"
        case .inherited(let descriptor): "descriptor \(descriptor)"
        }
    }
}

/// Who may connect to a unix socket.
public struct SocketAccess: Sendable, Hashable {
    /// The user it belongs to, by name; nil: who runs the server.
    public var owner: String?
    /// The group it belongs to, by name; nil: that of who runs the server.
    public var group: String?
    /// Its mode; to connect takes the right to write.
    public var mode: UInt32

    /// Of its parts.
    public init(owner: String? = nil, group: String? = nil, mode: UInt32 = 0o660) {
        self.owner = owner
        self.group = group
        self.mode = mode
    }

    /// A socket is made under its name with this behind it, and renamed once owner and mode are set.
    static let suffix = ".new"
}
