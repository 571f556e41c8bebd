import Foundation

@testable import Messages

/// The public corpora that bigger tests read, found by the environment.
enum Corpus {
    /// Where they are; nil where `INWARD_CORPORA` is not set.
    static let path = ProcessInfo.processInfo.environment["INWARD_CORPORA"]
    /// Whether tests read all of them and not a sample.
    static let isFull = ProcessInfo.processInfo.environment["INWARD_FULL"] == "1"

    /// Says that a test did not run.
    static func skip(_ test: String) { print("not run: \(test): INWARD_CORPORA is not set") }

    /// The awkward messages of other parsers' test suites, by file name.
    static func awkwardMessages(_ path: String) throws -> [(name: String, raw: RawMessage)] {
        try FileManager.default.contentsOfDirectory(atPath: "\(path)/mime/eml").sorted().map { name in
            let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(path)/mime/eml/\(name)"))
            return (name, RawMessage(source: name, bytes: Bytes([UInt8](bytes))))
        }
    }
}

/// A mail of this text.
func mail(_ text: String, isFromQuoted: Bool = false) -> Message {
    mail(Array(text.utf8), isFromQuoted: isFromQuoted)
}

/// A mail of these bytes.
func mail(_ bytes: [UInt8], isFromQuoted: Bool = false, limits: MessageLimits = .init()) -> Message {
    Message.mail(RawMessage(source: "test", bytes: Bytes(bytes), isFromQuoted: isFromQuoted), limits: limits)
}

/// What a decoding step makes of bytes.
func decoded(_ bytes: [UInt8], by decode: (Span<UInt8>, inout ByteSink) -> Void) -> String {
    var sink = ByteSink()
    decode(bytes.span, &sink)
    return String(decoding: sink.bytes, as: UTF8.self)
}

/// What a decoding step makes of a text's UTF-8.
func decoded(_ text: String, by decode: (Span<UInt8>, inout ByteSink) -> Void) -> String {
    decoded(Array(text.utf8), by: decode)
}
