/// A matcher as bytes, to be kept on the machine that made it: deriving anchors and laying out tables is most of the time it takes to start.
///
/// Reading believes nothing of what the tables say about each other: a search reads without checks, so each place that a table names is looked at before
/// there is a matcher. That the bytes are those that were written is for the caller to make sure.
extension Matcher {
    /// Changes whenever the meaning of the bytes does.
    public static let archiveVersion = 1

    /// The matcher as bytes.
    public func archive() -> [UInt8] {
        var writer = ArchiveWriter()
        for number in table.lengths.numbers { writer.add(number) }
        writer.add(table.programs.bytes)
        writer.add(table.records.bytes)
        writer.add((0..<table.neighbours.count).flatMap { table.neighbours.base[$0].numbers })
        writer.add(table.exclusions.bytes)
        writer.add((0..<table.links.count).flatMap { table.links.base[$0].numbers })
        writer.add(table.entries.bytes)
        for filter in table.filters.all + [table.all] { writer.add(filter.words.bytes) }
        let (sources, indexes) = distinctRegexes()
        writer.add(sources.count)
        for regex in sources {
            writer.add(regex.source)
            writer.add(Int(regex.pattern))
            writer.add((regex.isCaseSensitive ? 1 : 0) | (regex.isPlain ? 2 : 0))
        }
        writer.add(regexes.count)
        for (regex, index) in zip(regexes, indexes) {
            writer.add(index)
            writer.add(regex.reach.bytes)
            writer.add(regex.reach.spaces)
        }
        return writer.bytes
    }

    /// The regexes, of which one may be found in several ways, and for each way the index of its regex.
    private func distinctRegexes() -> ([Regex], [Int]) {
        var (distinct, indexes): ([Regex], [Int]) = ([], [])
        for regex in regexes {
            if distinct.last !== regex.regex { distinct.append(regex.regex) }
            indexes.append(distinct.count - 1)
        }
        return (distinct, indexes)
    }

    /// The matcher that ``archive()`` gave these bytes for; nil where they are not whole.
    public convenience init?(archive: [UInt8]) {
        // Safe: the reader does not outlive the closure that lends the bytes.
        let parts = archive.withUnsafeBytes { bytes -> (TermTable, [AnchoredRegex])? in
            var reader = ArchiveReader(bytes)
            guard let table = Self.table(&reader), let regexes = Self.regexes(&reader), reader.isAtEnd,
                (0..<table.links.count).allSatisfy({ table.links.base[$0].regex < regexes.count })
            else { return nil }
            return (table, regexes)
        }
        guard let (table, regexes) = parts else { return nil }
        self.init(table: table, regexes: regexes)
    }

    private static func table(_ reader: inout ArchiveReader) -> TermTable? {
        guard let lengths = KeyLengths(numbers: (0..<5).compactMap { _ in reader.number() }),
            let programs: FrozenBuffer<UInt8> = reader.buffer(),
            let records: FrozenBuffer<TermRecord> = reader.buffer(), let neighbours = neighbours(&reader),
            neighbours.count == records.count,
            let exclusions: FrozenBuffer<TermRecord> = reader.buffer(), let links = links(&reader),
            let entries: FrozenBuffer<KeyEntry> = reader.buffer()
        else { return nil }
        var filters: [KeyFilter] = []
        for _ in 0..<6 {
            guard let words: FrozenBuffer<UInt64> = reader.buffer(), let filter = KeyFilter(words: words) else {
                return nil
            }
            filters.append(filter)
        }
        guard isSound(records, programs, exclusions.count, links.count),
            (0..<exclusions.count).allSatisfy({ exclusions.base[$0].isWithin(programs: programs.count) }),
            isSound(entries, records.count)
        else { return nil }
        return TermTable(
            programs: programs, records: records, neighbours: neighbours, exclusions: exclusions, links: links,
            entries: entries, filters: TermTable.Filters(kept: filters), all: filters[5], lengths: lengths)
    }

    private static func neighbours(_ reader: inout ArchiveReader) -> FrozenBuffer<Neighbour>? {
        guard let numbers = reader.numbers(), numbers.count % 3 == 0 else { return nil }
        return FrozenBuffer(
            stride(from: 0, to: numbers.count, by: 3).map {
                Neighbour(kept: numbers[$0], numbers[$0 + 1], numbers[$0 + 2])
            })
    }

    private static func links(_ reader: inout ArchiveReader) -> FrozenBuffer<AnchorLink>? {
        guard let numbers = reader.numbers(), numbers.count % 2 == 0 else { return nil }
        let links = stride(from: 0, to: numbers.count, by: 2).compactMap {
            AnchorLink(kept: numbers[$0], numbers[$0 + 1])
        }
        return links.count == numbers.count / 2 ? FrozenBuffer(links) : nil
    }

    private static func isSound(
        _ records: FrozenBuffer<TermRecord>, _ programs: FrozenBuffer<UInt8>, _ exclusions: Int, _ links: Int
    ) -> Bool {
        (0..<records.count).allSatisfy { index in
            let record = records.base[index]
            let attached = record.flags.contains(.regexAnchor) ? links : exclusions
            return record.isWithin(programs: programs.count) && record.attached.upperBound <= attached
        }
    }

    /// The table has as many places as a power of two, some of them empty.
    private static func isSound(_ entries: FrozenBuffer<KeyEntry>, _ records: Int) -> Bool {
        var hasEmpty = false
        for index in 0..<entries.count {
            guard entries.base[index].isWithin(records) else { return false }
            hasEmpty = hasEmpty || entries.base[index].count == 0
        }
        return hasEmpty && entries.count >= 16 && entries.count.nonzeroBitCount == 1
    }

    private static func regexes(_ reader: inout ArchiveReader) -> [AnchoredRegex]? {
        guard let count = reader.number(in: 0...1 << 24) else { return nil }
        var distinct: [Regex] = []
        for _ in 0..<count {
            guard let source = reader.text(), let pattern = reader.number(in: 0...Int(Int32.max)),
                let flags = reader.number(in: 0...3)
            else { return nil }
            distinct.append(
                Regex(
                    known: source, pattern: Int32(pattern), isCaseSensitive: flags & 1 != 0, isPlain: flags & 2 != 0))
        }
        guard let ways = reader.number(in: 0...1 << 24) else { return nil }
        var regexes: [AnchoredRegex] = []
        for _ in 0..<ways {
            guard let index = reader.number(), distinct.indices.contains(index), let bytes = reader.number(),
                let spaces = reader.number(), let reach = AnchorReach(kept: bytes, spaces)
            else { return nil }
            regexes.append(AnchoredRegex(regex: distinct[index], reach: reach))
        }
        return regexes
    }
}

extension TermRecord {
    /// Whether its bytes and its anchor lie among so many.
    func isWithin(programs count: Int) -> Bool { Int(program) + Int(length) <= count && anchor <= length }
}

extension AnchorLink {
    /// As numbers, to be kept.
    var numbers: [UInt32] { [UInt32(bitPattern: regex), UInt32(role.rawValue) << 8 | UInt32(gap)] }

    /// A link that was kept; nil where there is no such role.
    init?(kept regex: UInt32, _ rest: UInt32) {
        guard regex <= UInt32(Int32.max), let role = Role(rawValue: UInt8(truncatingIfNeeded: rest >> 8)) else {
            return nil
        }
        self.init(regex: Int32(regex), role: role, gap: UInt8(truncatingIfNeeded: rest))
    }
}

extension WordFrequencies {
    /// All that is known, as bytes: two that differ have others.
    public func append(to bytes: inout [UInt8]) {
        for (word, count) in words {
            bytes += word
            bytes.append(0)
            withUnsafeBytes(of: Int64(count).littleEndian) { bytes += $0 }
        }
    }
}
