#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Charsets of several bytes a character, by iconv of the C library. Only names from the allow-list come here.
enum SystemCharset {
    /// Makes UTF-8 of `input`; bytes that are none in this charset become U+FFFD. False where iconv does not have it.
    @inline(never) static func decode<S: DecodingSink>(_ input: Span<UInt8>, name: String, into sink: inout S) -> Bool {
        guard let converter = iconv_open("UTF-8", name), converter != iconv_t(bitPattern: -1) else {
            UTF8Text.decode(input, into: &sink)
            return false
        }
        defer { iconv_close(converter) }
        sink.reserve(input.count + input.count / 2)
        var output = [UInt8](repeating: 0, count: S.keepsRanges ? 64 : 4096)
        var position = 0
        while position < input.count {
            position = step(converter, from: position, of: input, through: &output, into: &sink)
        }
        return true
    }

    /// Converts the next piece: one character where ranges are kept, else as much as fits. Returns the position behind.
    private static func step<S: DecodingSink>(
        _ converter: iconv_t, from position: Int, of input: Span<UInt8>, through output: inout [UInt8],
        into sink: inout S
    ) -> Int {
        var take = S.keepsRanges ? 1 : input.count - position
        while true {
            let (result, consumed, produced) = convert(converter, position..<position + take, of: input, into: &output)
            let end = position + consumed
            for index in 0..<produced { sink.emit(output[index], from: position..<end) }
            if result == .done || consumed > 0 || produced > 0 {
                guard result == .invalid else { return end }
                sink.emit(replacementFrom: end..<end + 1)
                return end + 1
            }
            // A character cut off by `take`: look at one byte more, until there is none or none can be that long.
            if result == .incomplete, position + take < input.count, take < 8 {
                take += 1
                continue
            }
            sink.emit(replacementFrom: position..<position + 1)
            return position + 1
        }
    }

    private enum Result { case done, full, invalid, incomplete }

    /// One call of iconv on the bytes in `range`.
    private static func convert(
        _ converter: iconv_t, _ range: Range<Int>, of input: Span<UInt8>, into output: inout [UInt8]
    ) -> (result: Result, consumed: Int, produced: Int) {
        let capacity = output.count
        return input.extracting(range).withUnsafeBufferPointer { source in
            output.withUnsafeMutableBytes { target in
                // Safe: iconv reads `left` bytes from `from` and writes at most `room` to `to`, both of which start as
                // the sizes of these buffers, and it keeps neither pointer. It does not write to its input, though the
                // C signature cannot say so.
                let start = UnsafeMutableRawPointer(mutating: UnsafeRawPointer(source.baseAddress))?
                    .assumingMemoryBound(to: CChar.self)
                var from = start
                var left = source.count
                var to = target.baseAddress?.assumingMemoryBound(to: CChar.self)
                var room = capacity
                errno = 0
                let status = iconv(converter, &from, &left, &to, &room)
                let error = errno
                let result: Result =
                    status != Int(bitPattern: UInt.max) || error == 0
                    ? .done : error == E2BIG ? .full : error == EINVAL ? .incomplete : .invalid
                return (result, source.count - left, capacity - room)
            }
        }
    }
}

extension SystemCharset {
    /// UTF-8 in this charset, ended in its first state; nil where something in it has no place there.
    static func encode(_ utf8: [UInt8], name: String) -> [UInt8]? {
        guard let converter = iconv_open(name, "UTF-8"), converter != iconv_t(bitPattern: -1) else { return nil }
        defer { iconv_close(converter) }
        var input = utf8
        var output = [UInt8](repeating: 0, count: utf8.count * 4 + 64)
        let capacity = output.count
        let written: Int? = input.withUnsafeMutableBytes { source in
            output.withUnsafeMutableBytes { target in
                // Safe: iconv reads `left` bytes from `from` and writes at most `room` to `to`, both of which start as the
                // sizes of these buffers, which live as long as the closures; it keeps neither pointer.
                var from = source.baseAddress?.assumingMemoryBound(to: CChar.self)
                var left = source.count
                var to = target.baseAddress?.assumingMemoryBound(to: CChar.self)
                var room = capacity
                guard iconv(converter, &from, &left, &to, &room) != Int(bitPattern: UInt.max), left == 0,
                    iconv(converter, nil, nil, &to, &room) != Int(bitPattern: UInt.max)
                else { return nil }
                return capacity - room
            }
        }
        return written.map { Array(output[..<$0]) }
    }
}
