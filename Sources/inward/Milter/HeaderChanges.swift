import Messages
import Milter
import Policy

/// What an MTA is to change in a message's header: forged `X-Inward-*` fields go, and our one comes first.
///
/// A milter names fields by name and number, so they are counted here as the MTA counts them: of one name in any case, from 1.
/// The last go first, since an MTA counts anew after each.
struct HeaderChanges {
    private let raw: Bytes

    /// - Parameter raw: a message, or its header alone, as ``MilterMessage`` has it.
    init(_ raw: Bytes) { self.raw = raw }

    /// The changes that leave the message with this disposition alone.
    func changes(to disposition: DispositionHeader) -> [MilterVerdict.Change] {
        removals + [.insertHeader(index: 0, name: DispositionHeader.name, value: disposition.rawValue)]
    }

    private struct Field {
        var name: String
        var index: UInt32
        var range: Range<Int>
        /// Behind the colon, without the line's end.
        var value: Range<Int>
    }

    private var removals: [MilterVerdict.Change] {
        let forged = ForgedFields(raw: raw, start: 0).ranges
        guard !forged.isEmpty else { return [] }
        return fields.reversed().compactMap { field in
            let inside = forged.filter { field.range.overlaps($0) }
            guard let first = inside.first else { return nil }
            if first.lowerBound <= field.range.lowerBound {
                return .deleteHeader(index: field.index, name: field.name)
            }
            // Behind a carriage return in another field: only that part of it goes.
            return .changeHeader(index: field.index, name: field.name, value: value(of: field, without: inside))
        }
    }

    private func value(of field: Field, without parts: [Range<Int>]) -> String {
        var kept: [UInt8] = []
        var position = field.value.lowerBound
        for part in parts {
            kept += raw.slice(position..<max(part.lowerBound, position)).array
            position = max(position, part.upperBound)
        }
        kept += raw.slice(position..<max(field.value.upperBound, position)).array
        // In the protocol the lines of a value are separated by LF.
        return String(decoding: kept.filter { $0 != 0x0D }, as: UTF8.self)
    }

    /// The fields of the header, by lines that end in LF: so an MTA sees them.
    private var fields: [Field] {
        var fields: [Field] = []
        var counts: [String: UInt32] = [:]
        var start = 0
        while start < raw.count {
            var end = endOfLine(start)
            if raw[start] == 0x0A || (raw[start] == 0x0D && end == start + 2) { break }
            while end < raw.count, raw[end] == 0x20 || raw[end] == 0x09 { end = endOfLine(end) }
            if let field = field(start..<end, &counts) { fields.append(field) }
            start = end
        }
        return fields
    }

    private func field(_ range: Range<Int>, _ counts: inout [String: UInt32]) -> Field? {
        guard let colon = range.first(where: { raw[$0] == 0x3A }) else { return nil }
        var last = colon
        while last > range.lowerBound, raw[last - 1] == 0x20 || raw[last - 1] == 0x09 { last -= 1 }
        let name = raw.slice(range.lowerBound..<last).string
        let key = name.lowercased()
        counts[key, default: 0] += 1
        var end = range.upperBound
        while end > colon + 1, raw[end - 1] == 0x0A || raw[end - 1] == 0x0D { end -= 1 }
        return Field(name: name, index: counts[key] ?? 1, range: range, value: (colon + 1)..<end)
    }

    private func endOfLine(_ start: Int) -> Int {
        var end = start
        while end < raw.count, raw[end] != 0x0A { end += 1 }
        return min(end + 1, raw.count)
    }
}
