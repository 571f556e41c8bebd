import AsyncHTTPClient
import Foundation

/// Where a service is found, as `INWARD_SERVER` says it: a URL, or `unix:` and the path of a socket.
public enum ServiceAddress: Sendable, Hashable {
    /// Over TCP: `https`, or `http` on this machine.
    case url(String)
    /// A unix socket by its path.
    case unix(path: String)

    /// Reads an address. Throws ``ServiceClientError`` saying what is wrong with it.
    public init(_ text: String) throws {
        if text.hasPrefix("unix:") {
            guard case .unix(let path) = ListenAddress(text) else {
                throw ServiceClientError("'\(text)' should be unix: and the whole path of a socket")
            }
            self = .unix(path: path)
            return
        }
        guard let parts = URLComponents(string: text), let host = parts.host, !host.isEmpty, parts.query == nil,
            parts.fragment == nil, parts.user == nil, let scheme = parts.scheme
        else { throw ServiceClientError("'\(text)' should be a URL, or unix: and the path of a socket") }
        let isLocal = ListenAddress.tcp(host: host.trimmingCharacters(in: ["[", "]"]), port: 0).isLocal
        guard scheme == "https" || (scheme == "http" && isLocal) else {
            throw ServiceClientError(
                "'\(text)' should begin with https: a token would go in the clear to another machine")
        }
        self = .url(text.hasSuffix("/") ? String(text.dropLast()) : text)
    }

    /// Of a service on this machine.
    public init(_ address: ListenAddress) {
        switch address {
        case .unix(let path): self = .unix(path: path)
        case .tcp: self = .url("http://\(address)")
        }
    }

    /// The URL of a path and its query.
    func url(_ path: String) -> String {
        switch self {
        case .url(let base): base + path
        case .unix(let socket): URL(httpURLWithSocketPath: socket, uri: path)?.absoluteString ?? ""
        }
    }
}

/// Why a call could not be made, or its answer not be read.
public struct ServiceClientError: Error, Sendable, Equatable, CustomStringConvertible {
    /// In words.
    public let description: String

    init(_ description: String) { self.description = description }
}
