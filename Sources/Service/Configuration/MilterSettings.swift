import Detection
import Foundation
import Milter
import Policy

/// How `inward milter` works on this machine.
public struct MilterSettings: Sendable, Equatable {
    /// Where a message is kept for which nobody may have it now.
    public enum HoldIn: String, Sendable, CaseIterable {
        /// In the vault; the mail server drops it.
        case vault
        /// In the mail server's own hold queue as well, in the clear.
        case holdQueue = "hold-queue"
    }

    /// What becomes of mail that the brake lets through.
    public enum Braked: String, Sendable, CaseIterable { case tag, tempfail }

    /// Where it listens.
    public var listen: [MilterSocket] = []
    /// Hold nothing, whatever the policy's mode.
    public var observe = false
    /// A file with the token that this host hands over with.
    public var tokenFile: String?
    /// Where mail is held.
    public var holdIn = HoldIn.vault
    /// What the brake does.
    public var braked = Braked.tag
    /// Where figures and health are served; nowhere without it.
    public var figures: ListenAddress?
    /// What all connections together may take.
    public var limits = MilterLimits()
}

/// Limits of the hook, each with its default.
public struct MilterLimits: Sendable, Equatable {
    /// Messages worked on at one time. Default 100.
    public var messages = 100
    /// Bytes of them in memory. Default 256 MiB.
    public var memory = 256 << 20
    /// Bytes of one message; of a longer one the beginning is judged. Default 64 MiB.
    public var message = 64 << 20
    /// Connections at one time. Default 1,000.
    public var connections = 1_000
    /// How long a verdict may take. Default 4 minutes: Postfix waits five at the end of a message.
    public var verdict = Duration.seconds(240)
}

extension MilterSocket {
    /// Whether nobody on another machine can reach it.
    public var isLocal: Bool {
        switch self {
        case .unix, .inherited: true
        case .inet(let host, let port), .inet6(let host, let port): ListenAddress.tcp(host: host, port: port).isLocal
        }
    }
}

extension ConfigurationReader {
    func milter(_ node: SettingsNode) -> MilterSettings {
        var milter = MilterSettings()
        let keys = ["listen", "observe", "token-file", "hold-in", "braked", "figures", "limits"]
        guard let fields = mistakes.fields(of: node, keys: keys) else { return milter }
        milter.listen = fields.list("listen") { try $0.milterSocket() }
        fields.value("observe") { try $0.bool() }.map { milter.observe = $0 }
        milter.tokenFile = fields.value("token-file") { try $0.path() }
        fields.value("hold-in") { try $0.one(of: MilterSettings.HoldIn.self) }.map { milter.holdIn = $0 }
        fields.value("braked") { try $0.one(of: MilterSettings.Braked.self) }.map { milter.braked = $0 }
        milter.figures = fields.value("figures") { try $0.listenAddress() }
        milter.limits = fields.value("limits") { $0 }.map(milterLimits) ?? MilterLimits()
        return milter
    }

    private func milterLimits(_ node: SettingsNode) -> MilterLimits {
        var limits = MilterLimits()
        let keys = ["messages", "memory", "message", "connections", "verdict-time"]
        guard let fields = mistakes.fields(of: node, keys: keys) else { return limits }
        fields.value("messages") { try $0.int(atLeast: 1) }.map { limits.messages = $0 }
        fields.value("memory") { try $0.byteCount() }.map { limits.memory = $0 }
        fields.value("message") { try $0.byteCount() }.map { limits.message = $0 }
        fields.value("connections") { try $0.int(atLeast: 1) }.map { limits.connections = $0 }
        fields.value("verdict-time") { try $0.shortTime() }.map { limits.verdict = $0 }
        return limits
    }
}

extension SettingsNode {
    /// Where a milter listens.
    fileprivate func milterSocket() throws -> MilterSocket {
        do { return try MilterSocket(try words()) } catch let malformed as MilterSocket.Malformed {
            throw error(malformed.description)
        }
    }
}
