import NIOCore

/// Text of the protocol exactly as it was sent. Addresses, macros and header values may hold any byte but NUL, and an MTA
/// deletes a recipient only where it is named by the very bytes it sent.
public struct ByteString: Sendable, Hashable {
    /// The bytes, without the closing NUL.
    public var bytes: [UInt8]

    /// Of bytes as they are.
    public init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

    init(array: [UInt8]) { bytes = array }

    /// The UTF-8 of `text`.
    public init(_ text: String) { bytes = Array(text.utf8) }

    /// As text; bytes that are no UTF-8 become U+FFFD.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Whether there is no byte.
    public var isEmpty: Bool { bytes.isEmpty }

    /// Without the angle brackets around it, as an SMTP path has them (RFC 5321 section 4.1.2).
    public var withoutBrackets: ByteString {
        guard bytes.count >= 2, bytes.first == UInt8(ascii: "<"), bytes.last == UInt8(ascii: ">") else { return self }
        return ByteString(bytes[1..<(bytes.count - 1)])
    }
}

extension ByteString: ExpressibleByStringLiteral {
    /// The UTF-8 of a literal.
    public init(stringLiteral value: String) { self.init(value) }
}

extension ByteString: CustomStringConvertible {
    /// The same as ``text``.
    public var description: String { text }
}

extension ByteBuffer {
    /// The bytes up to the next NUL, which is read too. Nil, and nothing read, where there is none.
    mutating func readZeroTerminated() -> ByteString? {
        let view = readableBytesView
        guard let end = view.firstIndex(of: 0), let bytes = readBytes(length: end - view.startIndex) else { return nil }
        moveReaderIndex(forwardBy: 1)
        return ByteString(array: bytes)
    }

    /// Writes `text` and a NUL. A NUL inside would shift every field behind it, so it ends the text.
    mutating func writeZeroTerminated(_ text: ByteString) {
        if let inner = text.bytes.firstIndex(of: 0) {
            writeBytes(text.bytes[..<inner])
        } else {
            writeBytes(text.bytes)
        }
        writeInteger(UInt8(0))
    }
}
