#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file, pipe or standard input, read from its beginning to the length it had when it was opened.
final class FileStream: ByteStream {
    private let descriptor: Int32
    private let closes: Bool
    /// The length in bytes, where the system knows one.
    let size: Int?
    private(set) var consumed = 0

    var remaining: Int? { size.map { $0 - consumed } }

    /// Opens `file` for reading.
    init(_ file: InputFile) throws(InputProblem.Kind) {
        closes = !file.isStandardInput
        descriptor =
            file.isStandardInput ? 0 : open(FileSystem.terminated(file.systemPath), O_RDONLY | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else { throw SystemError.last.openingProblem }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw SystemError.last.openingProblem }
        let kind = FileStatus(status)
        if kind.kind == .folder { throw .cannotOpen(code: EISDIR) }
        // Files of /proc say 0 and have content; standard input may stand in the middle of its file.
        size = kind.kind == .file && kind.size > 0 && closes ? kind.size : nil
    }

    deinit { if closes && descriptor >= 0 { close(descriptor) } }

    func read(into buffer: inout OutputSpan<UInt8>) throws(InputProblem.Kind) {
        let wanted = min(buffer.freeCapacity, remaining ?? Int.max)
        guard wanted > 0 else { return }
        let count = fill(&buffer, atMost: wanted)
        guard count >= 0 else { throw .readError(code: errno, offset: consumed) }
        if count == 0 && size != nil { throw .truncatedWhileRead(offset: consumed) }
        consumed += count
    }

    private func fill(_ buffer: inout OutputSpan<UInt8>, atMost wanted: Int) -> Int {
        buffer.withUnsafeMutableBufferPointer { memory, used in
            // read writes at most `wanted` bytes behind the `used` ones, and wanted <= memory.count - used.
            guard let start = memory.baseAddress else { return 0 }
            var count = 0
            repeat {
                #if canImport(Glibc)
                    count = Glibc.read(descriptor, start + used, wanted)
                #elseif canImport(Musl)
                    count = Musl.read(descriptor, start + used, wanted)
                #else
                    count = Darwin.read(descriptor, start + used, wanted)
                #endif
            } while count < 0 && errno == EINTR
            used += max(count, 0)
            return count
        }
    }
}
