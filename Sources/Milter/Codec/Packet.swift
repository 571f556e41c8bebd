import NIOCore

/// One packet: four bytes of length in network order, a code, and what belongs to it. The length counts the code.
public struct Packet: Sendable, Equatable {
    /// The first byte.
    public var code: UInt8
    /// Everything behind it.
    public var payload: ByteBuffer

    /// Of its two parts.
    public init(code: UInt8, payload: ByteBuffer = ByteBuffer()) {
        self.code = code
        self.payload = payload
    }

    /// Writes one packet whose payload is what `body` writes.
    static func write(_ code: UInt8, into buffer: inout ByteBuffer, body: (inout ByteBuffer) -> Void = { _ in }) {
        let start = buffer.writerIndex
        buffer.writeInteger(UInt32(0))
        buffer.writeInteger(code)
        body(&buffer)
        buffer.setInteger(UInt32(buffer.writerIndex - start - 4), at: start)
    }
}
