import Foundation

/// Writes JSON (RFC 8259) into bytes, members in the order they are given.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []
    private var needsComma = false

    /// What was written, as text.
    var string: String { String(decoding: bytes, as: UTF8.self) }

    /// Starts anew and keeps the memory.
    mutating func reset() {
        bytes.removeAll(keepingCapacity: true)
        needsComma = false
    }

    mutating func object(_ body: (inout JSONWriter) -> Void) { nested("{", "}", body) }
    mutating func array(_ body: (inout JSONWriter) -> Void) { nested("[", "]", body) }

    mutating func key(_ name: String) {
        comma()
        text(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    mutating func member(_ name: String, _ value: String?) {
        key(name)
        self.value(value)
    }

    mutating func member(_ name: String, _ value: Int) {
        key(name)
        raw("\(value)")
    }

    mutating func member(_ name: String, _ value: Double) {
        key(name)
        self.value(value)
    }

    mutating func member(_ name: String, _ value: Bool) {
        key(name)
        raw(value ? "true" : "false")
    }

    /// A text, or null.
    mutating func value(_ value: String?) {
        comma()
        if let value { text(value) } else { bytes.append(contentsOf: "null".utf8) }
        needsComma = true
    }

    /// A number with at most four decimals.
    mutating func value(_ value: Double) {
        let rounded = (value * 10_000).rounded()
        guard rounded.isFinite, abs(rounded) < 1e15 else { return raw("null") }
        let whole = Int(rounded)
        let (units, rest) = (abs(whole) / 10_000, abs(whole) % 10_000)
        var text = (whole < 0 ? "-" : "") + "\(units)"
        if rest > 0 {
            var decimals = String(rest)
            decimals = String(repeating: "0", count: 4 - decimals.count) + decimals
            while decimals.last == "0" { decimals.removeLast() }
            text += "." + decimals
        }
        raw(text)
    }

    private mutating func raw(_ text: String) {
        comma()
        bytes.append(contentsOf: text.utf8)
        needsComma = true
    }

    private mutating func comma() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = false
    }

    private mutating func nested(_ open: Unicode.Scalar, _ close: Unicode.Scalar, _ body: (inout JSONWriter) -> Void) {
        comma()
        bytes.append(UInt8(ascii: open))
        needsComma = false
        body(&self)
        bytes.append(UInt8(ascii: close))
        needsComma = true
    }

    private mutating func text(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0x0A: bytes.append(contentsOf: "\\n".utf8)
            case 0x0D: bytes.append(contentsOf: "\\r".utf8)
            case 0x09: bytes.append(contentsOf: "\\t".utf8)
            case 0..<0x20, 0x7F:
                let digits = Array("0123456789abcdef".utf8)
                bytes.append(contentsOf: "\\u00".utf8)
                bytes.append(digits[Int(byte >> 4)])
                bytes.append(digits[Int(byte & 15)])
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
