/// A mail being read: the message as far as it is made, and what is left of the limits.
struct MailReader {
    var message: Message
    let limits: MessageLimits
    let reading: MailReading
    /// Whether lines of `>From ` stand anywhere in the message and are an mbox writer's.
    var mayBeQuoted = false
    private let isCut: Bool
    private let isFromQuoted: Bool
    var partsLeft: Int
    var decodedLeft: Int

    /// Past this many problems a message gets only one more, which says so.
    private static let problemLimit = 100

    init(_ raw: RawMessage, limits: MessageLimits, reading: MailReading) {
        let bytes = raw.bytes.slice(0..<min(limits.messageBytes, Int(Int32.max)))
        message = Message(kind: .email, raw: bytes)
        self.limits = limits
        self.reading = reading
        isCut = raw.isCut || bytes.count < raw.bytes.count
        isFromQuoted = raw.isFromQuoted
        partsLeft = limits.parts
        decodedLeft = limits.decodedBytes
    }

    /// Reads the whole message, or its header alone where `staysClosed` says so.
    mutating func read(_ input: Span<UInt8>, staysClosed: (Message) -> Bool) {
        if isCut { passLimit("the message is longer than the limit; its beginning was read") }
        mayBeQuoted = isFromQuoted && MboxQuoting.isNeeded(in: input, 0..<input.count)
        let header = readHeader(input)
        guard !staysClosed(message) else {
            message.segments = []
            return
        }
        readPart(
            PartPlace(number: "", depth: 0), header: header, body: header.bodyStart..<input.count, of: input,
            defaultKind: .plain)
    }

    /// The message, its header segments before its body's.
    func finished() -> Message { message }

    /// Notes a problem once.
    mutating func note(_ problem: Problem) {
        guard message.problems.count < Self.problemLimit, !message.problems.contains(problem) else {
            if message.problems.count == Self.problemLimit {
                message.problems.append(Problem("there are further problems"))
            }
            return
        }
        message.problems.append(problem)
    }

    /// Notes that a limit was passed.
    mutating func passLimit(_ text: StaticString) {
        note(Problem(text))
        mark(.tooLarge)
    }

    /// Makes the message unscannable; what says most stays: a limit, then a broken body, then an encrypted part.
    mutating func mark(_ reason: Unscannable) {
        func rank(_ reason: Unscannable?) -> Int {
            switch reason {
            case .tooLarge, .timeout: 3
            case .broken: 2
            case .encrypted: 1
            case nil: 0
            }
        }
        if rank(reason) > rank(message.unscannable) { message.unscannable = reason }
    }

    /// Notes what was odd about a header.
    mutating func note(_ oddities: HeaderScanner.Oddities, part: String) {
        if oddities.contains(.strayLine) { note(Problem("a line among the header fields is no field")) }
        if oddities.contains(.noBlankLine) { note(Problem("no blank line ends the header")) }
        if oddities.contains(.longField) { passLimit("a header field is longer than the limit") }
        if oddities.contains(.manyFields) { passLimit("there are more header fields than the limit") }
    }
}
