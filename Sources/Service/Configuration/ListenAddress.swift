import Foundation

/// Where the service listens, or where it is found.
public enum ListenAddress: Sendable, Hashable, CustomStringConvertible {
    /// A unix socket by its path.
    case unix(path: String)
    /// A host name or address, and a port; 0: any free one.
    case tcp(host: String, port: Int)

    /// Reads `unix:PATH`, `HOST:PORT` or `[ADDRESS]:PORT`; nil where it is neither.
    public init?(_ text: some StringProtocol) {
        if text.hasPrefix("unix:") {
            let path = String(text.dropFirst(5))
            guard path.hasPrefix("/"), path.utf8.count <= Self.longestPath else { return nil }
            self = .unix(path: path)
            return
        }
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (0...65535).contains(port)
        else { return nil }
        var host = String(text[..<colon])
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = String(host.dropFirst().dropLast())
        } else if host.contains(":") {
            return nil
        }
        guard !host.isEmpty, !host.contains(where: { $0.isWhitespace || $0 == "/" }) else { return nil }
        self = .tcp(host: host, port: port)
    }

    /// `sun_path` of unix(7) holds 108 bytes with the last one zero.
    static let longestPath = 107

    /// Whether nobody on another machine can reach it.
    public var isLocal: Bool {
        switch self {
        case .unix: true
        case .tcp(let host, _): host == "localhost" || host == "::1" || Self.isLoopback(host)
        }
    }

    /// 127.0.0.0/8 (RFC 1122 section 3.2.1.3).
    private static func isLoopback(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    /// As it is written.
    public var description: String {
        switch self {
        case .unix(let path): "unix:\(path)"
        case .tcp(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        }
    }

    /// What is expected, for messages.
    static let expectation =
        "unix: and the path of a socket, or an address and a port, as in unix:/run/inward/service.sock or 127.0.0.1:8080"
}
