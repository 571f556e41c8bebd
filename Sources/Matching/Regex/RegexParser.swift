/// Reads the notation of PCRE2 as far as rules use it. What it does not know it refuses, so that no anchor is derived from a misunderstanding.
struct RegexParser {
    /// The notation holds something that this parser does not know.
    struct Unknown: Error {}

    /// The deepest nesting of groups.
    static let maximumDepth = 200

    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var depth = 0

    /// The structure of `source`, or nil where it holds something unknown.
    static func parse(_ source: String) -> RegexNode? {
        var parser = RegexParser(scalars: Array(source.unicodeScalars))
        guard let node = try? parser.choice(), parser.isAtEnd else { return nil }
        return node
    }

    private init(scalars: [Unicode.Scalar]) {
        self.scalars = scalars
    }

    /// Whether nothing comes next.
    var isAtEnd: Bool { index == scalars.count }
    /// What comes next.
    var first: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    /// Whether `text` comes next.
    func isNext(_ text: String) -> Bool { end(of: text) != nil }

    private func end(of text: String) -> Int? {
        var end = index
        for scalar in text.unicodeScalars {
            guard end < scalars.count, scalars[end] == scalar else { return nil }
            end += 1
        }
        return end
    }

    /// Takes `text` if it comes next.
    mutating func take(_ text: String) -> Bool {
        guard let end = end(of: text) else { return false }
        index = end
        return true
    }

    /// Takes the next scalar.
    mutating func next() throws -> Unicode.Scalar {
        guard let first else { throw Unknown() }
        index += 1
        return first
    }

    private mutating func choice() throws -> RegexNode {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else { throw Unknown() }
        var branches = [try sequence()]
        while take("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : RegexNode(.choice(branches))
    }

    private mutating func sequence() throws -> RegexNode {
        var items: [RegexNode] = []
        while let first, first != "|", first != ")" {
            if let run = plainRun() {
                items.append(RegexNode(.literal(run)))
            } else if let item = try item() {
                items.append(try repeated(item))
            }
        }
        return items.count == 1 ? items[0] : RegexNode(.sequence(items))
    }

    /// The letters and digits that come next and that no quantifier takes part of, as one literal; nil where there are none.
    private mutating func plainRun() -> [UInt8]? {
        var run: [UInt8] = []
        while let scalar = first, scalar.isASCII, TextView.isASCIIWord(UInt8(truncatingIfNeeded: scalar.value)) {
            if index + 1 < scalars.count, Self.isQuantifier(scalars[index + 1]) { break }
            let byte = UInt8(truncatingIfNeeded: scalar.value)
            run.append(byte &- 0x41 < 26 ? byte | 0x20 : byte)
            index += 1
        }
        return run.isEmpty ? nil : run
    }

    private static func isQuantifier(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "*" || scalar == "+" || scalar == "?" || scalar == "{"
    }

    /// The next item, or nil where it takes up no text and asks nothing.
    private mutating func item() throws -> RegexNode? {
        switch try next() {
        case "(": return try group()
        case "[": return RegexNode(.anyOf(try set()))
        case "\\": return try escape()
        case ".": return RegexNode(.anyOf(.unknown))
        case "^", "$": return RegexNode(.border)
        case "*", "+", "?": throw Unknown()
        case let scalar: return RegexNode(.literal(Self.lowercased(scalar)))
        }
    }

    /// The bytes of a character in lower case.
    static func lowercased(_ scalar: Unicode.Scalar) -> [UInt8] {
        guard scalar.isASCII else { return Array(String(scalar).lowercased().utf8) }
        let byte = UInt8(truncatingIfNeeded: scalar.value)
        return [byte &- 0x41 < 26 ? byte | 0x20 : byte]
    }

    /// `item` with the quantifier behind it, if there is one.
    private mutating func repeated(_ item: RegexNode) throws -> RegexNode {
        var node = item
        while let counts = try quantifier() {
            _ = take("?") || take("+")
            node = RegexNode(.repetition(node, least: counts.least, most: counts.most))
        }
        return node
    }

    private mutating func quantifier() throws -> (least: Int, most: Int?)? {
        if take("*") { return (0, nil) }
        if take("+") { return (1, nil) }
        if take("?") { return (0, 1) }
        guard first == "{", let end = scalars[index...].firstIndex(of: "}") else { return nil }
        let inner = String(String.UnicodeScalarView(scalars[index + 1..<end]))
        let parts = inner.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count <= 2, let least = Int(parts[0]) else { throw Unknown() }
        let most = parts.count == 1 ? least : parts[1].isEmpty ? nil : Int(parts[1])
        guard parts.count == 1 || parts[1].isEmpty || most != nil else { throw Unknown() }
        index = end + 1
        return (least, most)
    }

    private mutating func group() throws -> RegexNode? {
        if take("?#") {
            while try next() != ")" {}
            return nil
        }
        if take("*") { throw Unknown() }
        if let condition = try lookaround() { return condition }
        guard take("?") else { return try closed(try choice()) }
        if take(":") || take(">") || take("|") { return try closed(try choice()) }
        if take("P<") || take("<") { return try named(">") }
        if take("'") { return try named("'") }
        return try options()
    }

    private mutating func named(_ end: Unicode.Scalar) throws -> RegexNode {
        while try next() != end {}
        return try closed(try choice())
    }

    /// Option letters that do not change which words stand in a match.
    private mutating func options() throws -> RegexNode? {
        while true {
            switch try next() {
            case "i", "m", "s", "-", "^": continue
            case ":": return try closed(try choice())
            // The options hold to the end of the group; whatever follows is read as before.
            case ")": return nil
            default: throw Unknown()
            }
        }
    }

    /// A condition on the text before or behind; those that say that no word character is there are borders.
    private mutating func lookaround() throws -> RegexNode? {
        guard first == "?" else { return nil }
        for border in ["?!\\w)", "?<!\\w)", "?=\\W)", "?<=\\W)", "?=\\s)", "?<=\\s)", "?= )", "?<= )"]
        where take(border) {
            return RegexNode(.border)
        }
        guard take("?=") || take("?!") || take("?<=") || take("?<!") else { return nil }
        _ = try closed(try choice())
        return RegexNode(.condition)
    }

    private mutating func closed(_ node: RegexNode) throws -> RegexNode {
        guard take(")") else { throw Unknown() }
        return node
    }
}
