import NIOCore

/// Cuts a stream of bytes into packets, whatever the pieces it comes in. A length over the limit is refused before a byte
/// of the packet is kept.
public struct PacketDecoder: Sendable {
    /// The longest chunk of a body, and of any packet that nothing else was agreed for (`MILTER_CHUNK_SIZE`).
    public static let chunkSize = 65_535
    /// What is read by default: Postfix sends a header field whole, and an administrator may allow long ones.
    public static let defaultLimit = 1 << 20

    private let limit: Int
    private var buffer = ByteBuffer()

    /// With a limit for the length of a packet, in bytes, its code included.
    public init(limit: Int = PacketDecoder.defaultLimit) { self.limit = limit }

    /// Bytes that are waiting for the rest of their packet.
    public var waiting: Int { buffer.readableBytes }

    /// Takes the next piece of the stream.
    public mutating func append(_ piece: ByteBuffer) {
        if buffer.readableBytes == 0 {
            buffer = piece
        } else {
            buffer.discardReadBytes()
            buffer.writeImmutableBuffer(piece)
        }
    }

    /// The next whole packet; nil while it has not arrived. Throws ``CodecError``, after which the stream cannot be read on.
    public mutating func next() throws(CodecError) -> Packet? {
        guard let announced = buffer.getInteger(at: buffer.readerIndex, as: UInt32.self) else { return nil }
        let length = Int(announced)
        guard length > 0 else { throw .emptyPacket }
        guard length <= limit else { throw .packetTooLong(length: length, limit: limit) }
        guard buffer.readableBytes >= 4 + length else { return nil }
        buffer.moveReaderIndex(forwardBy: 4)
        guard let code = buffer.readInteger(as: UInt8.self), let payload = buffer.readSlice(length: length - 1) else {
            throw .truncated(code: 0)
        }
        return Packet(code: code, payload: payload)
    }
}
