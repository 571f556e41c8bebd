import CZlib

/// The decompressed content of a gzip file (RFC 1952), its members one after the other.
final class GzipStream: ByteStream {
    /// Decompressed bytes that are allowed whatever the ratio: short files compress absurdly well.
    static let freeBytes = 16 << 20
    private static let inputSize = 256 << 10

    private let source: any ByteStream
    private let expansion: Int
    /// On the heap because zlib keeps its address.
    private let state: UnsafeMutablePointer<z_stream>
    private var input: [UInt8]
    private var inputPosition = 0
    private var produced = 0
    private var taken = 0
    private var isBetweenMembers = false
    private var isAtEnd = false

    var consumed: Int { source.consumed }
    var remaining: Int? { nil }

    /// The content of `source`, of which `prefix` has already been read; refused past `expansion` times its size.
    init(source: any ByteStream, prefix: [UInt8], expansion: Int) throws(InputProblem.Kind) {
        self.source = source
        self.expansion = expansion
        input = prefix
        state = .allocate(capacity: 1)
        state.initialize(to: z_stream())
        // 15 + 16: the largest window, gzip headers only. ZLIB_VERSION and the size prove that header and library agree.
        let status = inflateInit2_(state, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else {
            isAtEnd = true
            throw .brokenGzip(offset: 0)
        }
    }

    deinit {
        inflateEnd(state)
        state.deallocate()
    }

    /// Whether `prefix` begins a gzip file.
    static func isGzip(_ prefix: [UInt8]) -> Bool { prefix.starts(with: [0x1F, 0x8B]) }

    func read(into buffer: inout OutputSpan<UInt8>) throws(InputProblem.Kind) {
        let before = buffer.count
        while !isAtEnd && buffer.count == before && buffer.freeCapacity > 0 {
            try refill()
            if isBetweenMembers {
                try beginMember()
            } else if inputPosition == input.count {
                isAtEnd = true
                throw .truncatedGzip(offset: produced)
            } else {
                try inflateOnce(into: &buffer)
            }
        }
    }

    /// Reads on where all input has been used, or where only one byte is left to tell the next member by.
    private func refill() throws(InputProblem.Kind) {
        guard input.count - inputPosition < 2 else { return }
        let rest = Array(input[inputPosition...])
        let source = source
        input = try [UInt8](capacity: Self.inputSize) { (span: inout OutputSpan<UInt8>) throws(InputProblem.Kind) in
            for byte in rest { span.append(byte) }
            var before = -1
            while span.count < 2 && span.count != before {
                before = span.count
                try source.read(into: &span)
            }
        }
        inputPosition = 0
    }

    /// After a member: another one, or padding with zeros, or the end.
    private func beginMember() throws(InputProblem.Kind) {
        let rest = input[inputPosition...]
        if rest.starts(with: [0x1F, 0x8B]) {
            isBetweenMembers = false
            guard inflateReset(state) == Z_OK else { return try fail() }
        } else if rest.isEmpty {
            isAtEnd = true
        } else if rest.first == 0 {
            inputPosition += rest.prefix { $0 == 0 }.count
        } else {
            try fail()
        }
    }

    private func fail() throws(InputProblem.Kind) {
        isAtEnd = true
        throw .brokenGzip(offset: produced)
    }

    private func inflateOnce(into buffer: inout OutputSpan<UInt8>) throws(InputProblem.Kind) {
        let before = buffer.count
        let available = input.count - inputPosition
        let status = input.withUnsafeMutableBufferPointer { input in
            buffer.withUnsafeMutableBufferPointer { output, used -> Int32 in
                guard let from = input.baseAddress, let to = output.baseAddress else { return Z_BUF_ERROR }
                // Both pointers stay valid for the call, with avail_in and avail_out bytes behind them; zlib
                // does not touch them between calls, where they are set anew.
                state.pointee.next_in = from + inputPosition
                state.pointee.avail_in = UInt32(clamping: available)
                state.pointee.next_out = to + used
                let room = UInt32(clamping: output.count - used)
                state.pointee.avail_out = room
                let status = inflate(state, Z_NO_FLUSH)
                inputPosition += Int(UInt32(clamping: available) - state.pointee.avail_in)
                used += Int(room - state.pointee.avail_out)
                return status
            }
        }
        taken += available - (input.count - inputPosition)
        produced += buffer.count - before
        switch status {
        case Z_OK, Z_BUF_ERROR: break
        case Z_STREAM_END: isBetweenMembers = true
        default: try fail()
        }
        try checkExpansion()
    }

    private func checkExpansion() throws(InputProblem.Kind) {
        guard produced > Self.freeBytes, produced / max(expansion, 1) > taken else { return }
        isAtEnd = true
        throw .expansionLimit(factor: expansion)
    }
}
