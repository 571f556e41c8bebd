import Foundation
import Logging

/// Writes the log to standard error, one JSON object a line.
public struct LogLine: LogHandler {
    /// This and what is graver is written.
    public var logLevel = Logger.Level.info
    /// Stands in every line.
    public var metadata = Logger.Metadata()
    private let label: String

    /// A handler for a logger of this name.
    public init(label: String) { self.label = label }

    /// The logger that a machine's settings ask for.
    public static func logger(_ settings: Configuration) -> Logger {
        Logger(label: "inward") { label in
            var handler = LogLine(label: label)
            handler.logLevel = settings.log.level.logger
            return handler
        }
    }

    /// One value of ``metadata``.
    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// Writes a line.
    public func log(event: LogEvent) {
        var members: [(String, JSON)] = [
            ("time", .string(Date().formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)))),
            ("level", .string(event.level.rawValue)), ("logger", .string(label)),
            ("message", .string("\(event.message)")),
        ]
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        members += all.sorted { $0.key < $1.key }.map { ($0.key, .string("\($0.value)")) }
        FileHandle.standardError.write(Data(JSON.members(members).line.utf8))
    }
}

extension LogSettings.Level {
    /// The same level as the logger has it.
    public var logger: Logger.Level {
        switch self {
        case .debug: .debug
        case .info: .info
        case .notice: .notice
        case .warning: .warning
        case .error: .error
        }
    }
}
