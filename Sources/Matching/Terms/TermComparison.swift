/// Compares the bytes of terms with a text.
///
/// Invariant that makes the reads of `programs` safe: `record` comes from the same tables, whose records lie within their programs.
struct TermComparison {
    let text: TextView
    let programs: UnsafePointer<UInt8>

    /// The end of a match of `record` that begins at `start`, or nil where there is none.
    @inline(__always)
    func end(of record: TermRecord, from start: Int) -> Int? {
        let program = programs + Int(record.program)
        let fold: UInt8 = record.flags.contains(.caseSensitive) ? 0 : 0x20
        var position = start
        for index in 0..<Int(record.length) {
            let expected = program[index]
            guard let found = text.byte(at: position) else { return nil }
            if Self.lowered(found, fold) == expected && expected != Separator.marker {
                position &+= 1
            } else {
                guard expected == Separator.marker, let end = text.separatorEnd(from: position) else { return nil }
                position = end
            }
        }
        if record.flags.contains(.prefix) { return text.wordEnd(from: position) }
        if record.flags.contains(.wordAfter) && text.isWord(at: position) { return nil }
        return position
    }

    /// The start of `record` where its anchor stands at `anchor`, or nil where the bytes before can't be those of the term.
    @inline(__always)
    func start(of record: TermRecord, anchor: Int) -> Int? {
        guard record.flags.contains(.separatorBeforeAnchor) else {
            let start = anchor &- Int(record.anchor)
            return start >= 0 ? start : nil
        }
        return record.flags.contains(.ambiguousBefore)
            ? startByTrial(record, anchor) : startOverSeparators(record, anchor)
    }

    /// Walks back over the bytes before the anchor. What it finds is a guess that `end(of:from:)` has to confirm. The guess is right where
    /// there is a match: no byte of the term next to a separator can be part of one, so a separator read backwards ends where it begins.
    private func startOverSeparators(_ record: TermRecord, _ anchor: Int) -> Int? {
        let program = programs + Int(record.program)
        let fold: UInt8 = record.flags.contains(.caseSensitive) ? 0 : 0x20
        var position = anchor
        var index = Int(record.anchor)
        while index > 0 {
            index &-= 1
            if program[index] == Separator.marker {
                let limit = max(0, position &- Separator.maximumLength)
                let end = position
                while position > limit, Separator.isPart(text.base[position &- 1]) { position &-= 1 }
                guard position < end else { return nil }
            } else {
                position &-= 1
                guard let found = text.byte(at: position), Self.lowered(found, fold) == program[index] else {
                    return nil
                }
            }
        }
        return position
    }

    /// Tries every start from which the anchor can be reached, for terms with a quote mark or a hyphen before the anchor.
    private func startByTrial(_ record: TermRecord, _ anchor: Int) -> Int? {
        let program = programs + Int(record.program)
        let separators = (0..<Int(record.anchor)).count { program[$0] == Separator.marker }
        let reach = Int(record.anchor) &+ separators &* Separator.maximumLength
        return (max(0, anchor &- reach)..<anchor).last { anchorPlace(record, from: $0) == anchor }
    }

    /// Where the anchor stands in a text that matches everything before it from `start` on.
    private func anchorPlace(_ record: TermRecord, from start: Int) -> Int? {
        let program = programs + Int(record.program)
        let fold: UInt8 = record.flags.contains(.caseSensitive) ? 0 : 0x20
        var position = start
        for index in 0..<Int(record.anchor) {
            guard let found = text.byte(at: position) else { return nil }
            if program[index] == Separator.marker {
                guard let end = text.separatorEnd(from: position) else { return nil }
                position = end
            } else {
                guard Self.lowered(found, fold) == program[index] else { return nil }
                position &+= 1
            }
        }
        return position
    }

    /// `byte` with `fold` set where it is a capital letter.
    @inline(__always)
    static func lowered(_ byte: UInt8, _ fold: UInt8) -> UInt8 {
        byte &- 0x41 <= 25 ? byte | fold : byte
    }
}
