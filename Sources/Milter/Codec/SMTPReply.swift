/// An SMTP reply that refuses something: three digits, an enhanced status code (RFC 3463), and text.
public struct SMTPReply: Sendable, Hashable {
    /// 400 to 599.
    public let code: Int
    /// For example `5.7.1`; its class is that of the code.
    public let enhanced: String
    /// One line for each; printable, without line ends.
    public let lines: [String]

    /// Why a reply cannot be sent.
    public struct Malformed: Error, Sendable, Equatable, CustomStringConvertible {
        /// In words.
        public let description: String
    }

    /// Of its parts. Throws ``Malformed`` where code and enhanced code do not fit each other or the text could not stand in
    /// a reply: an MTA would take it for an error of the filter and answer with its default action.
    public init(code: Int, enhanced: String, lines: [String]) throws(Malformed) {
        guard (400...599).contains(code) else {
            throw Malformed(description: "an SMTP reply that refuses has a code from 400 to 599, not \(code)")
        }
        let numbers = enhanced.split(separator: ".", omittingEmptySubsequences: false)
        let isCode = numbers.count == 3 && numbers.allSatisfy { (1...3).contains($0.count) && $0.allSatisfy(\.isDigit) }
        guard isCode, numbers[0] == "\(code / 100)" else {
            throw Malformed(description: "'\(enhanced)' is no enhanced status code of class \(code / 100)")
        }
        guard (1...32).contains(lines.count) else {
            throw Malformed(description: "an SMTP reply has 1 to 32 lines, not \(lines.count)")
        }
        for line in lines where line.utf8.count > 480 || line.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
            throw Malformed(description: "a line of an SMTP reply is over 480 bytes or holds a control character")
        }
        self.code = code
        self.enhanced = enhanced
        self.lines = lines
    }

    private init(unchecked code: Int, _ enhanced: String, _ line: String) {
        self.code = code
        self.enhanced = enhanced
        lines = [line]
    }

    /// Whether the sender may try again.
    public var isTemporary: Bool { code < 500 }

    /// RFC 5321 section 4.5.3.1.10.
    static let tooManyRecipients = SMTPReply(unchecked: 452, "4.5.3", "Too many recipients")

    /// As a filter sends it: several lines in SMTP's form, every `%` doubled since Sendmail takes the text for a format and
    /// Postfix undoes that.
    var reply: MilterReply {
        let last = lines.count - 1
        let text = lines.enumerated().map { index, line in
            "\(code)\(index == last ? " " : "-")\(enhanced) \(line.split(separator: "%", omittingEmptySubsequences: false).joined(separator: "%%"))"
        }
        return .replyCode(ByteString(text.joined(separator: "\r\n")))
    }
}

extension Character {
    fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
}
