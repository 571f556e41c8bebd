import Foundation
import HummingbirdCore
import Logging
import NIOCore

extension ListenAddress {
    var bindAddress: BindAddress {
        switch self {
        case .unix(let path): .unixDomainSocket(path: path)
        case .tcp(let host, let port): .hostname(host, port: port)
        }
    }

    /// Where a server came to listen: a unix socket gets its mode, and any free port is named.
    func opened(by channel: any Channel, mode: Int) -> ListenAddress {
        switch self {
        case .unix(let path):
            try? FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
            return self
        case .tcp(let host, _): return .tcp(host: host, port: channel.localAddress?.port ?? 0)
        }
    }
}

extension Logger {
    /// What libraries say of themselves is not ours to vouch for: only their warnings.
    var ofLibraries: Logger {
        var logger = self
        logger.logLevel = max(logLevel, .warning)
        return logger
    }
}
