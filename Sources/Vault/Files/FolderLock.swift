/// An exclusive hold on a folder, by `flock` on a file in it. Ends with the value or the process, crash included.
public struct FolderLock: ~Copyable, Sendable {
    private let file: OpenFile

    /// Takes the lock, trying for `patience` before giving up.
    ///
    /// - Parameters:
    ///   - path: the lock file; it stays there and says who had the lock last.
    ///   - holder: what this process says of itself, as in `inward filter (process 812)`.
    /// - Throws: ``VaultError/locked(path:holder:)`` with the other's words.
    public init(_ path: String, holder: String, patience: Duration = .zero) throws(VaultError) {
        let file = try OpenFile(path, .lock)
        let clock = ContinuousClock()
        let end = clock.now + patience
        while !file.tryLock() {
            guard clock.now < end else {
                let other = String(decoding: try DurableFile.read(path, limit: 200), as: UTF8.self)
                throw .locked(path: path, holder: other.isEmpty ? "another process" : other)
            }
            SystemCall.sleep(milliseconds: 5)
        }
        try file.replaceContent(holder)
        self.file = file
    }
}
