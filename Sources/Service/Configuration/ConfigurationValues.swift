import Detection
import Foundation
import Policy

/// How single values of a configuration are written.
extension SettingsNode {
    /// Where the service listens.
    func listenAddress() throws -> ListenAddress {
        let text = try words()
        guard let address = ListenAddress(text) else {
            throw error("'\(text)' should be \(ListenAddress.expectation)")
        }
        return address
    }

    /// A path from the root: the service has no folder of its own to start from.
    func path() throws -> String {
        let text = try words()
        guard text.hasPrefix("/") else { throw error("'\(text)' should be a whole path, from / on") }
        return text
    }

    /// The mode of a file in octal digits.
    func mode() throws -> Int {
        let text = try words()
        guard let mode = Int(text, radix: 8), (0...0o777).contains(mode), mode & 0o600 == 0o600 else {
            throw error("'\(text)' should be a mode in octal digits, as in \"0660\"")
        }
        return mode
    }

    /// An address that a notice is sent to.
    func webhookURL() throws -> String {
        let text = try words()
        guard let url = URL(string: text), let host = url.host(), !host.isEmpty, url.user() == nil,
            url.scheme == "https" || url.scheme == "http" && ["127.0.0.1", "[::1]", "::1", "localhost"].contains(host)
        else { throw error("'\(text)' should be an https address, or an http address of this machine") }
        return text
    }

    /// A mail address.
    func address() throws -> String {
        let text = try words()
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), !text.contains(where: \.isWhitespace),
            !text.contains("*")
        else { throw error("'\(text)' should be a mail address") }
        return text
    }
}
