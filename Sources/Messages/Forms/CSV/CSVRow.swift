/// The byte between CSV fields.
enum CSVSeparator {
    static let all: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]

    /// The one that stands most often outside quotation marks in a header row, the comma where none does.
    static func detect(in row: Span<UInt8>) -> UInt8 {
        var counts = [Int](repeating: 0, count: all.count)
        var isQuoted = false
        for index in row.indices {
            if row[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
            if !isQuoted, let which = all.firstIndex(of: row[index]) { counts[which] += 1 }
        }
        let most = counts.max() ?? 0
        return zip(all, counts).first { $0.1 == most }?.0 ?? all[0]
    }
}

/// One row of CSV cut into fields (RFC 4180).
struct CSVRow {
    /// A field by the range of its content: inside the quotation marks where it has them.
    struct Field: Equatable {
        var content: Range<Int>
        /// Whether doubled quotation marks stand for one.
        var isQuoted: Bool
    }

    private(set) var fields: [Field] = []
    /// Whether the last field's closing quotation mark is missing.
    private(set) var isUnclosed = false
    /// Whether there were more than the limit.
    private(set) var hasMore = false

    /// Cuts `row`, without its line end, into at most `limit` fields.
    init(_ row: Span<UInt8>, separator: UInt8, limit: Int) {
        var start = 0
        while start <= row.count {
            guard fields.count < limit else {
                hasMore = true
                return
            }
            let isQuoted = start < row.count && row[start] == UInt8(ascii: "\"")
            let closing = isQuoted ? Self.closingQuote(row, from: start + 1) : nil
            if isQuoted && closing == nil { isUnclosed = true }
            let searchFrom = isQuoted ? closing ?? row.count : start
            let end = row.firstIndex(of: separator, from: searchFrom) ?? row.count
            fields.append(Self.field(row, start: start, closing: closing, end: end, isQuoted: isQuoted))
            start = end + 1
        }
    }

    /// A closing quotation mark with more behind it does not end the content: nothing is lost that way.
    private static func field(
        _ row: Span<UInt8>, start: Int, closing: Int?, end: Int, isQuoted: Bool
    ) -> Field {
        guard isQuoted else { return Field(content: start..<end, isQuoted: false) }
        let isClean = closing.map { (($0 + 1)..<max(end, $0 + 1)).allSatisfy { row[$0] == 0x20 } } ?? false
        return Field(content: start + 1..<(isClean ? closing ?? end : end), isQuoted: true)
    }

    private static func closingQuote(_ row: Span<UInt8>, from start: Int) -> Int? {
        var position = start
        while let quote = row.firstIndex(of: UInt8(ascii: "\""), from: position) {
            guard quote + 1 < row.count, row[quote + 1] == UInt8(ascii: "\"") else { return quote }
            position = quote + 2
        }
        return nil
    }

    /// The names in a header row; a column without one is called by its number, from 1.
    static func names(in row: Span<UInt8>, separator: UInt8, limit: Int) -> [String] {
        CSVRow(row, separator: separator, limit: limit).fields.enumerated().map { index, field in
            var bytes: [UInt8] = []
            var position = field.content.lowerBound
            while position < field.content.upperBound {
                bytes.append(row[position])
                let isDoubled = field.isQuoted && row.hasBytes("\"\"", at: position)
                position += isDoubled ? 2 : 1
            }
            return FieldName.cleaned(String(decoding: bytes, as: UTF8.self)) ?? "\(index + 1)"
        }
    }
}
