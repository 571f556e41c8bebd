import Foundation

/// A JSON value to be written, with its names in the order given.
indirect enum JSON: Sendable {
    case string(String)
    case number(Int)
    case flag(Bool)
    case array([JSON])
    case members([(String, JSON)])

    /// Members without those that are nil.
    static func object(_ members: [(String, JSON?)]) -> JSON {
        .members(members.compactMap { name, value in value.map { (name, $0) } })
    }

    /// The text, indented by two spaces a step.
    var bytes: [UInt8] {
        var text = ""
        write(to: &text, indent: "")
        return Array(text.utf8)
    }

    /// The text in one line, with its end.
    var line: String {
        switch self {
        case .members(let members):
            "{" + members.map { "\(Self.quoted($0)):\($1.inner)" }.joined(separator: ",") + "}\n"
        default: inner + "\n"
        }
    }

    private var inner: String { String(decoding: bytes, as: UTF8.self) }

    private func write(to text: inout String, indent: String) {
        switch self {
        case .string(let string): text += Self.quoted(string)
        case .number(let number): text += "\(number)"
        case .flag(let flag): text += flag ? "true" : "false"
        case .array(let values): Self.write(values.map { ("", $0) }, "[", "]", to: &text, indent: indent)
        case .members(let members):
            Self.write(members.map { (Self.quoted($0) + ": ", $1) }, "{", "}", to: &text, indent: indent)
        }
    }

    private static func write(
        _ values: [(String, JSON)], _ open: String, _ close: String, to text: inout String, indent: String
    ) {
        guard !values.isEmpty else { return text += open + close }
        text += open
        for (index, (name, value)) in values.enumerated() {
            text += (index == 0 ? "\n" : ",\n") + indent + "  " + name
            value.write(to: &text, indent: indent + "  ")
        }
        text += "\n" + indent + close
    }

    /// RFC 8259 section 7.
    static func quoted(_ string: String) -> String {
        var text = "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case _ where scalar.value < 0x20:
                let hex = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }
}
