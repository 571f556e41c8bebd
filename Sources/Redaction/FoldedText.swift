import Foundation
import Messages

/// A text as it is compared: without case, accents, emphasis marks, and with any run of blanks, line breaks, quote marks and
/// hyphens counting as one gap. So a span is known again in a quotation, in HTML, in a file name.
struct FoldedText {
    /// One scalar of the folded text.
    struct Unit {
        var value: UInt32
        /// Whether a gap stands before it.
        var follows: Bool
        /// What it was made from, in bytes of the text.
        var start: Int32
        var end: Int32
    }

    private(set) var units: [Unit] = []

    /// Folds UTF-8; bytes that are none count as U+FFFD each.
    init(_ bytes: [UInt8]) {
        var folding = Folding()
        var hasGap = false
        var isLineStart = true
        var position = 0
        units.reserveCapacity(bytes.count)
        while position < bytes.count {
            let (scalar, length) = Self.scalar(at: position, in: bytes)
            let end = position + length
            defer { position = end }
            // Quote marks at a line's start belong to the line break.
            if isLineStart, scalar == 0x3E {
                hasGap = true
                continue
            }
            switch folding.fold(scalar) {
            case .gap:
                hasGap = true
                if scalar == 0x0A || scalar == 0x0D { isLineStart = true }
            case .nothing:
                if !hasGap, let last = units.indices.last { units[last].end = Int32(clamping: end) }
            case .scalars(let scalars):
                isLineStart = false
                for value in scalars {
                    units.append(
                        Unit(
                            value: value, follows: hasGap, start: Int32(clamping: position),
                            end: Int32(clamping: end)))
                    hasGap = false
                }
            }
        }
    }

    /// The scalar that starts at `position` and its length.
    private static func scalar(at position: Int, in bytes: [UInt8]) -> (UInt32, Int) {
        let first = bytes[position]
        if first < 0x80 { return (UInt32(first), 1) }
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
        guard length > 1, position + length <= bytes.count else { return (0xFFFD, 1) }
        var value = UInt32(first) & (0xFF >> UInt32(length + 1))
        for offset in 1..<length {
            let byte = bytes[position + offset]
            guard byte & 0xC0 == 0x80 else { return (0xFFFD, 1) }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        return (value, length)
    }
}

/// What single scalars are folded to.
private struct Folding {
    enum Result {
        case gap, nothing
        case scalars([UInt32])
    }

    private var known: [UInt32: Result] = [:]
    private static let ascii: [Result] = (0..<128).map { value in
        switch value {
        case 0...0x20, 0x2D, 0x5F, 0x7F: .gap
        case 0x2A: .nothing
        case 0x41...0x5A: .scalars([UInt32(value) + 0x20])
        default: .scalars([UInt32(value)])
        }
    }

    mutating func fold(_ value: UInt32) -> Result {
        if value < 128 { return Self.ascii[Int(value)] }
        if let result = known[value] { return result }
        let result = Self.folded(value)
        known[value] = result
        return result
    }

    private static func folded(_ value: UInt32) -> Result {
        guard let scalar = Unicode.Scalar(value) else { return .scalars([value]) }
        if scalar.properties.isWhitespace { return .gap }
        switch scalar.properties.generalCategory {
        case .dashPunctuation, .lineSeparator, .paragraphSeparator, .spaceSeparator: return .gap
        case .format, .nonspacingMark, .enclosingMark: return .nothing
        default: break
        }
        switch value {
        case 0x2018...0x201B, 0x2032, 0x02BC: return .scalars([0x27])
        case 0x201C...0x201F, 0x2033: return .scalars([0x22])
        default: break
        }
        let plain = String(Character(scalar)).decomposedStringWithCompatibilityMapping.lowercased()
        let scalars = plain.unicodeScalars.filter {
            $0.properties.generalCategory != .nonspacingMark && !$0.properties.isWhitespace
        }
        return scalars.isEmpty ? .nothing : .scalars(scalars.map(\.value))
    }
}
