import Foundation

/// Standard output, written whole.
enum StandardOutput {
    /// Why writing ended.
    enum Failure: Error, CustomStringConvertible {
        /// Nobody reads any more.
        case closed
        case system(Int32)

        var description: String {
            switch self {
            case .closed: "standard output was closed"
            case .system(let code): "standard output cannot be written: \(String(cString: strerror(code)))"
            }
        }
    }

    /// Writes all bytes, or says why not.
    static func write(_ bytes: [UInt8]) throws(Failure) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                // Safe: the buffer lives for the closure and `written` is below its count.
                Foundation.write(STDOUT_FILENO, buffer.baseAddress.map { $0 + written }, buffer.count - written)
            }
            if count >= 0 {
                written += count
            } else if errno == EPIPE {
                throw .closed
            } else if errno != EINTR && errno != EAGAIN {
                throw .system(errno)
            }
        }
    }
}
