/// The header of the message itself, and of messages inside it.
extension MailReader {
    /// Reads the fields of the message: its ranges, sender, recipients, date, and the segments made from header fields.
    mutating func readHeader(_ input: Span<UInt8>) -> PartHeader {
        var header = PartHeader()
        var scanner = HeaderScanner(input, in: 0..<input.count, limits: limits)
        message.headers.reserveCapacity(32)
        var cc: [String] = []
        while let field = scanner.next(in: input) {
            message.headers.append(field)
            let name = HeaderName(input, field.name)
            header.note(field, named: name)
            switch name {
            case .from where message.from == nil: message.from = AddressList.first(in: input, field.value)
            case .to: AddressList.append(to: &message.to, from: input, field.value)
            case .cc: AddressList.append(to: &cc, from: input, field.value)
            case .date where message.date == nil: message.date = MailDate.timestamp(in: input, field.value)
            case .messageID where message.messageID == nil:
                message.messageID = MessageIdentifier.text(in: input, field.value)
            case .subject: addHeaderSegment(.subject, part: "0", value: field.value, of: input)
            case .comments, .keywords, .threadTopic, .contentDescription:
                addHeaderSegment(.header(name.display), part: "0", value: field.value, of: input)
            default: break
            }
        }
        message.to += cc
        header.bodyStart = scanner.position
        note(scanner.oddities, part: "0")
        return header
    }

    /// Reads the fields of a message inside the message in part `part`; its subject is a header segment of that part.
    mutating func readInnerHeader(_ range: Range<Int>, part: String, of input: Span<UInt8>) -> PartHeader {
        var header = PartHeader()
        var scanner = HeaderScanner(input, in: range, limits: limits)
        while let field = scanner.next(in: input) {
            let name = HeaderName(input, field.name)
            header.note(field, named: name)
            switch name {
            case .subject, .comments, .keywords, .threadTopic:
                addHeaderSegment(.header(name.display), part: part, value: field.value, of: input)
            default: break
            }
        }
        header.bodyStart = scanner.position
        note(scanner.oddities, part: part)
        return header
    }

    /// A segment of a header field's decoded value; none where it is blank.
    mutating func addHeaderSegment(_ place: Place, part: String, value: Range<Int>, of input: Span<UInt8>) {
        let value = input.trimmed(value)
        guard !value.isEmpty else { return }
        var text = message.raw.slice(value)
        var steps: [Decoding.Step] = []
        if HeaderText.isNeeded(in: input, value) {
            var sink = ByteSink()
            HeaderText.decode(input.extracting(value), into: &sink)
            guard !sink.bytes.isEmpty else { return }
            text = Bytes(sink.bytes)
            steps = [.headerValue]
        }
        guard take(decoded: text.count) else { return }
        message.segments.append(
            Segment(place: place, part: part, text: text, decoding: Decoding(source: value, steps: steps)))
    }

    /// Counts decoded text against the limit; false where none is left.
    mutating func take(decoded count: Int) -> Bool {
        guard count <= decodedLeft else {
            passLimit("the decoded text is longer than the limit")
            return false
        }
        decodedLeft -= count
        return true
    }
}
