import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Sockets that systemd has opened and handed over (sd_listen_fds(3)).
public enum SocketActivation {
    /// The first descriptor handed over.
    static let firstDescriptor: Int32 = 3

    /// The sockets meant for the process `process` by the variables LISTEN_PID, LISTEN_FDS and LISTEN_FDNAMES, with their
    /// names; only those called `name` where one is given. None where the variables are missing or meant for another.
    public static func sockets(
        named name: String? = nil, environment: [String: String] = ProcessInfo.processInfo.environment,
        process: Int32 = getpid()
    ) -> [MilterSocket] {
        guard let pid = environment["LISTEN_PID"].flatMap({ Int32($0) }), pid == process,
            let count = environment["LISTEN_FDS"].flatMap({ Int32($0) }), (1...1_024).contains(count)
        else { return [] }
        let names = (environment["LISTEN_FDNAMES"] ?? "").split(separator: ":", omittingEmptySubsequences: false)
        return (0..<count).filter { index in
            guard let name else { return true }
            return names.indices.contains(Int(index)) && names[Int(index)] == name
        }.map { .inherited(descriptor: firstDescriptor + $0) }
    }
}
