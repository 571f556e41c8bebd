/// As much of a regex as is needed to see which words stand in every match.
indirect enum RegexNode {
    /// One character that is known.
    case literal([UInt8])
    /// One of several characters.
    case anyOf(RegexSet)
    /// A place where no word goes on: `\b`, `^`, `$`.
    case border
    /// A condition that takes up no text.
    case condition
    case sequence([RegexNode])
    case choice([RegexNode])
    case repetition(RegexNode, least: Int, most: Int?)
}

/// What is known of a character class.
struct RegexSet {
    /// Its members where they are few.
    var members: [[UInt8]]?
    /// Whether no member is part of a word that spaces end.
    var isBetweenWords: Bool

    /// Any character.
    static let unknown = RegexSet(members: nil, isBetweenWords: false)
    /// Characters that are no word characters, too many to list.
    static let betweenWords = RegexSet(members: nil, isBetweenWords: true)
    /// The most members that are listed.
    static let maximumMembers = 4

    /// The set of `members`.
    init(listing members: [[UInt8]]) {
        self.members = members.count <= Self.maximumMembers ? members : nil
        isBetweenWords = members.allSatisfy { !RegexSet.isWord($0) }
    }

    private init(members: [[UInt8]]?, isBetweenWords: Bool) {
        self.members = members
        self.isBetweenWords = isBetweenWords
    }

    /// Whether the scalar with these bytes is part of a word that spaces end.
    static func isWord(_ scalar: some Collection<UInt8>) -> Bool {
        let bytes = Array(scalar.prefix(4))
        guard let first = bytes.first else { return false }
        if first < 0x80 { return TextView.isASCIIWord(first) }
        return ScalarClass.leading(first, bytes.count > 1 ? bytes[1] : 0, bytes.count > 2 ? bytes[2] : 0) == .word
    }
}
