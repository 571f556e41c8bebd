import Casework
import Crypto
import Foundation

/// The tokens of forms and hooks, by digest: read from their files once, and nowhere shown.
struct DoorTokens: Sendable {
    private var forms: [[UInt8]: String] = [:]
    private var hooks: [[UInt8]: String] = [:]

    /// Reads the files that a configuration names.
    ///
    /// - Throws: ``DoorTokenError``.
    init(_ configuration: Configuration) throws {
        for (name, door) in configuration.forms.sorted(by: { $0.key < $1.key }) {
            forms[try Self.digest(file: door.tokenFile)] = name
        }
        for (name, door) in configuration.hooks.sorted(by: { $0.key < $1.key }) {
            hooks[try Self.digest(file: door.tokenFile)] = name
        }
        guard forms.count == configuration.forms.count, hooks.count == configuration.hooks.count else {
            throw DoorTokenError(file: configuration.file, message: "two forms or two hooks have the same token")
        }
    }

    /// The form whose token this is. A digest is looked up, so that the time taken says nothing of a token.
    func form(_ token: String) -> String? { forms[Self.digest(token)] }

    /// The host whose token this is.
    func hook(_ token: String) -> String? { hooks[Self.digest(token)] }

    private static func digest(_ token: String) -> [UInt8] { Array(SHA256.hash(data: Array(token.utf8))) }

    private static func digest(file: String) throws -> [UInt8] {
        digest(String(decoding: try secret(file: file), as: UTF8.self))
    }

    /// What a file holds that only its owner can read, without the space around it.
    static func secret(file: String) throws -> [UInt8] {
        guard let mode = (try? FileManager.default.attributesOfItem(atPath: file))?[.posixPermissions] as? Int,
            let content = FileManager.default.contents(atPath: file)
        else { throw DoorTokenError(file: file, message: "cannot be opened and should hold a token") }
        guard mode & 0o077 == 0 else {
            throw DoorTokenError(
                file: file, message: "holds a token and can be read by others; its mode should be 0600")
        }
        let token = String(decoding: content, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        guard token.utf8.count >= 16, !token.contains(where: \.isWhitespace) else {
            throw DoorTokenError(file: file, message: "should hold one token of at least 16 characters")
        }
        return Array(token.utf8)
    }
}

/// What is wrong with a token's file.
public struct DoorTokenError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file.
    public var file: String
    /// What is wrong; never quotes the token.
    public var message: String

    /// `file: message`.
    public var description: String { "\(file): \(message)" }
}
