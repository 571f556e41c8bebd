import Foundation
import Messages

/// Writes decoded bytes back in the transfer encoding that they came in (RFC 2045 section 6), line lengths as they were.
struct TransferEncoder {
    let transfer: Decoding.Step?
    /// The content as it stands in the message.
    let body: [UInt8]

    /// The content with `edits`, whose ranges count what the transfer encoding gives.
    func rewritten(_ decoded: [UInt8], _ edits: [ByteEdit]) -> [UInt8] {
        switch transfer {
        case .quotedPrintable?: QuotedPrintableEdit(body).rewritten(edits)
        case .base64?: base64(edits.applied(to: decoded))
        case .uuencode?: uuencoded(edits.applied(to: decoded))
        default: edits.applied(to: body)
        }
    }

    /// `\r\n` or `\n`, as the content has it.
    static func lineEnding(of bytes: some Collection<UInt8>) -> [UInt8] {
        var last: UInt8 = 0
        for byte in bytes {
            if byte == 0x0A { return last == 0x0D ? [0x0D, 0x0A] : [0x0A] }
            last = byte
        }
        return [0x0A]
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private func base64(_ bytes: [UInt8]) -> [UInt8] {
        let start = body.firstIndex { !Self.isBlank($0) } ?? 0
        let end = body.lastIndex { !Self.isBlank($0) }.map { $0 + 1 } ?? 0
        guard start < end else { return body }
        let lineEnd = body[start..<end].firstIndex { $0 == 0x0A || $0 == 0x0D }
        let width = lineEnd.map { max(4, ($0 - start) / 4 * 4) } ?? max(76, end - start)
        let ending = Self.lineEnding(of: body)
        let text = Data(bytes).base64EncodedData()
        var output = Array(body[..<start])
        for lineStart in stride(from: 0, to: text.count, by: width) {
            if lineStart > 0 { output += ending }
            output += text[lineStart..<min(text.count, lineStart + width)]
        }
        return output + body[end...]
    }

    private func uuencoded(_ bytes: [UInt8]) -> [UInt8] {
        let ending = Self.lineEnding(of: body)
        let lines = body.split(separator: 0x0A, omittingEmptySubsequences: false)
        let begin = lines.first { $0.starts(with: Array("begin ".utf8)) }.map { Array($0.filter { $0 != 0x0D }) }
        var output = (begin ?? Array("begin 644 part".utf8)) + ending
        func character(_ bits: UInt32) -> UInt8 { bits & 0x3F == 0 ? 0x60 : UInt8(bits & 0x3F) + 0x20 }
        for start in stride(from: 0, to: bytes.count, by: 45) {
            let line = bytes[start..<min(bytes.count, start + 45)]
            output.append(character(UInt32(line.count)))
            for group in stride(from: line.startIndex, to: line.endIndex, by: 3) {
                let triple = (0..<3).reduce(UInt32(0)) {
                    $0 << 8 | (group + $1 < line.endIndex ? UInt32(line[group + $1]) : 0)
                }
                output += [18, 12, 6, 0].map { character(triple >> UInt32($0)) }
            }
            output += ending
        }
        return output + [0x60] + ending + Array("end".utf8) + ending
    }
}
