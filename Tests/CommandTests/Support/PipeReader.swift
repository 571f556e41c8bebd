import Foundation

/// Reads a pipe to its end on a thread of its own.
final class PipeReader: @unchecked Sendable {
    private let handle: FileHandle
    private let condition = NSCondition()
    private var content: [UInt8] = []
    private var isStarted = false
    private var isAtEnd = false

    init(_ handle: FileHandle) { self.handle = handle }

    /// Bytes that stand in the pipe and were not read.
    var waiting: Int {
        var count: Int32 = 0
        return ioctl(handle.fileDescriptor, UInt(FIONREAD), &count) == 0 ? Int(count) : 0
    }

    /// Begins to read, once.
    func start() {
        condition.lock()
        defer { condition.unlock() }
        guard !isStarted else { return }
        isStarted = true
        Thread.detachNewThread { [self] in read() }
    }

    /// Waits until so many bytes were read, or the pipe has ended.
    func wait(for count: Int) {
        condition.lock()
        while content.count < count && !isAtEnd { condition.wait() }
        condition.unlock()
    }

    /// Everything, once the pipe has ended.
    func all() -> [UInt8] {
        condition.lock()
        defer { condition.unlock() }
        while !isAtEnd { condition.wait() }
        return content
    }

    private func read() {
        while let chunk = try? handle.read(upToCount: 1 << 16), !chunk.isEmpty {
            condition.lock()
            content += chunk
            condition.broadcast()
            condition.unlock()
        }
        condition.lock()
        isAtEnd = true
        condition.broadcast()
        condition.unlock()
    }
}
