/// Reads one JSON object (RFC 8259) into its leaves, each with the place of its content.
///
/// Iterative, with a bounded stack: the input decides about neither recursion nor memory. Unescaped control characters
/// in strings are let pass, since exports hold them.
struct JSONReader {
    /// A string, number or truth value.
    struct Leaf: Equatable {
        /// The name of the object's own member that it is or stands in.
        var top: String
        /// The names from there on joined by `.`, array indices from 0; empty for the member itself.
        var below: String
        /// 1 for the object's own members.
        var depth: Int
        /// The content: inside the quotation marks of a string.
        var content: Range<Int>
        var isString: Bool
    }

    /// Why the object was not read whole, or has an escape that is none.
    enum Fault: Equatable { case notJSON, tooDeep, tooManyFields }

    private struct Level {
        var isArray: Bool
        /// What its members or elements are called by, as in ``Leaf``.
        var top = ""
        var below = ""
        /// Members or elements begun so far.
        var count = 0
    }

    /// What was read, up to the fault if there is one.
    private(set) var leaves: [Leaf] = []
    private(set) var fault: Fault?
    /// Names of the object's own members that are arrays, empty ones too.
    private(set) var topArrays: [String] = []
    private var scanner: JSONScanner
    private var levels: [Level] = []
    /// The member or element being read.
    private var top = ""
    private var below = ""
    private let depthLimit: Int
    private let leafLimit: Int

    /// Reads `input`: an object with nothing but blanks around it, of at most so many levels and leaves.
    init(_ input: Span<UInt8>, depthLimit: Int, leafLimit: Int) {
        self.depthLimit = depthLimit
        self.leafLimit = leafLimit
        scanner = JSONScanner(at: input.byteOrderMarkLength)
        guard scanner.take(UInt8(ascii: "{"), input) else {
            fault = .notJSON
            return
        }
        levels = [Level(isArray: false)]
        leaves.reserveCapacity(16)
        var goesOn = true
        while goesOn, let level = levels.last { goesOn = readNext(input, in: level) }
        if goesOn, !scanner.isAtEnd(input) { fault = fault ?? .notJSON }
    }

    private mutating func stop(_ reason: Fault) -> Bool {
        fault = fault ?? reason
        return false
    }

    /// The next member or element of the innermost level, or its end; false where reading can't go on.
    private mutating func readNext(_ input: Span<UInt8>, in level: Level) -> Bool {
        let end = level.isArray ? UInt8(ascii: "]") : UInt8(ascii: "}")
        if scanner.take(end, input) { return close() }
        if level.count > 0 {
            guard scanner.take(UInt8(ascii: ","), input) else { return stop(.notJSON) }
            if scanner.take(end, input) { return close(isAfterComma: true) }
        }
        guard let name = level.isArray ? "\(level.count)" : readName(input) else { return stop(.notJSON) }
        top = levels.count == 1 ? name : level.top
        below = levels.count == 1 ? "" : FieldName.joined(level.below, name)
        levels[levels.count - 1].count += 1
        return readValue(input)
    }

    /// Ends the innermost level. A comma before the end is a fault, but none that hides what comes after it.
    private mutating func close(isAfterComma: Bool = false) -> Bool {
        levels.removeLast()
        if isAfterComma { fault = fault ?? .notJSON }
        return true
    }

    private mutating func readName(_ input: Span<UInt8>) -> String? {
        guard scanner.take(UInt8(ascii: "\""), input) else { return nil }
        let content = scanner.takeString(input)
        guard content.isClosed, scanner.take(UInt8(ascii: ":"), input) else { return nil }
        if !content.isValid { fault = fault ?? .notJSON }
        return JSONString.text(input.extracting(content.range))
    }

    private mutating func readValue(_ input: Span<UInt8>) -> Bool {
        switch scanner.peek(input) {
        case UInt8(ascii: "\""):
            _ = scanner.take(UInt8(ascii: "\""), input)
            let content = scanner.takeString(input)
            // A bad escape is no reason to leave the rest unread.
            if !content.isValid { fault = fault ?? .notJSON }
            return add(content.range, isString: true) && (content.isClosed || stop(.notJSON))
        case UInt8(ascii: "{"): return open(isArray: false, input)
        case UInt8(ascii: "["): return open(isArray: true, input)
        default:
            switch scanner.takeLiteral(input) {
            case .text(let range): return add(range, isString: false)
            case .null: return true
            case nil: return stop(.notJSON)
            }
        }
    }

    private mutating func open(isArray: Bool, _ input: Span<UInt8>) -> Bool {
        guard levels.count < depthLimit else { return stop(.tooDeep) }
        _ = scanner.take(isArray ? UInt8(ascii: "[") : UInt8(ascii: "{"), input)
        if isArray, levels.count == 1, topArrays.count < leafLimit { topArrays.append(top) }
        levels.append(Level(isArray: isArray, top: top, below: below))
        return true
    }

    private mutating func add(_ content: Range<Int>, isString: Bool) -> Bool {
        guard leaves.count < leafLimit else { return stop(.tooManyFields) }
        leaves.append(Leaf(top: top, below: below, depth: levels.count, content: content, isString: isString))
        return true
    }
}
