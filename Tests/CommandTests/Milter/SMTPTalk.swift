import Foundation

#if canImport(Glibc)
    import Glibc
#endif

/// A TCP port that is free at this moment.
enum FreePort {
    static func find() throws -> UInt16 {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(listener) }
        var address = SMTPTalk.loopback(0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let port = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer -> UInt16? in
                guard bind(listener, pointer, length) == 0, getsockname(listener, pointer, &length) == 0 else {
                    return nil
                }
                return pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                    UInt16(bigEndian: $0.pointee.sin_port)
                }
            }
        }
        guard let port else { throw CocoaError(.fileReadUnknown) }
        return port
    }
}

/// A client of a mail server, line by line, so that a test can stop in the middle of anything.
final class SMTPTalk {
    private let descriptor: Int32
    private var waiting: [UInt8] = []
    private var isOver = false

    static func loopback(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }

    /// Connects and says hello.
    init(port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var patience = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = Self.loopback(port)
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0, try reply().hasPrefix("220") else { throw CocoaError(.fileReadUnknown) }
        _ = try say("EHLO client.example")
    }

    deinit { end() }

    /// Goes without a word.
    func end() {
        if !isOver { close(descriptor) }
        isOver = true
    }

    /// A line and what was answered.
    func say(_ line: String) throws -> String {
        try send(Array((line + "\r\n").utf8))
        return try reply()
    }

    func send(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { throw CocoaError(.fileWriteUnknown) }
            sent += count
        }
    }

    /// The last line of an answer.
    private func reply() throws -> String {
        while true {
            while let end = waiting.firstIndex(of: 0x0A) {
                let line = String(decoding: waiting[..<end], as: UTF8.self).trimmingCharacters(in: .newlines)
                waiting.removeSubrange(...end)
                if line.dropFirst(3).first != "-" { return line }
            }
            var chunk = [UInt8](repeating: 0, count: 4096)
            let count = read(descriptor, &chunk, chunk.count)
            guard count > 0 else { throw CocoaError(.fileReadUnknown) }
            waiting += chunk[..<count]
        }
    }

    /// Sends one message, with lines in CRLF, and gives the answer that settled it.
    @discardableResult
    func mail(_ message: [UInt8], from sender: String = "ann@sender.example", to recipients: [String]) throws -> String
    {
        for line in ["MAIL FROM:<\(sender)>"] + recipients.map({ "RCPT TO:<\($0)>" }) + ["DATA"] {
            let answer = try say(line)
            guard answer.hasPrefix("2") || answer.hasPrefix("3") else { return answer }
        }
        try send(message + Array("\r\n.\r\n".utf8))
        return try reply()
    }

    /// The same of a text.
    @discardableResult
    func mail(_ text: String, from sender: String = "ann@sender.example", to recipients: String...) throws -> String {
        try mail(Array(text.utf8), from: sender, to: recipients)
    }
}
