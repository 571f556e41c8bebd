/// As much of a regex as is needed to see which words stand in every match.
struct RegexNode {
    /// What a part of a regex is.
    indirect enum Kind {
        /// One character that is known, or a run of letters and digits in ASCII.
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

    let kind: Kind
    /// All texts that this part can match, with marks where it asks for a border, or nil where they are too many or too long.
    let texts: [[UInt8]]?
    /// The most bytes that a match of this part takes up; nil where there is no bound.
    let longest: Int?
    /// The most runs of white space in a match of this part; nil where there is no bound.
    let mostSpaces: Int?

    /// A part of this kind; what follows from its own parts is worked out once.
    init(_ kind: Kind) {
        self.kind = kind
        texts = Self.texts(of: kind)
        longest = Self.longest(of: kind)
        mostSpaces = Self.mostSpaces(of: kind)
    }
}

/// What is known of a character class.
struct RegexSet {
    /// Its members where they are few.
    var members: [[UInt8]]?
    /// Whether no member is part of a word that spaces end.
    var isBetweenWords: Bool
    /// Whether a member may be white space.
    var mayBeSpace: Bool
    /// Whether every member is white space.
    var isOnlySpace = false

    /// Any character.
    static let unknown = RegexSet(members: nil, isBetweenWords: false, mayBeSpace: true)
    /// Characters of which none is white space.
    static let noSpace = RegexSet(members: nil, isBetweenWords: false, mayBeSpace: false)
    /// Characters that are no word characters, too many to list.
    static let betweenWords = RegexSet(members: nil, isBetweenWords: true, mayBeSpace: true)
    /// White space.
    static let space = RegexSet(members: nil, isBetweenWords: true, mayBeSpace: true, isOnlySpace: true)
    /// The most members that are listed.
    static let maximumMembers = 4

    /// The set of `members`.
    init(listing members: [[UInt8]]) {
        self.members = members.count <= Self.maximumMembers ? members : nil
        isBetweenWords = members.allSatisfy { !RegexSet.isWord($0) }
        mayBeSpace = members.contains(where: RegexSet.isSpace)
        isOnlySpace = members.allSatisfy(RegexSet.isSpace)
    }

    /// The set with these properties.
    init(members: [[UInt8]]?, isBetweenWords: Bool, mayBeSpace: Bool, isOnlySpace: Bool = false) {
        self.members = members
        self.isBetweenWords = isBetweenWords
        self.mayBeSpace = mayBeSpace
        self.isOnlySpace = isOnlySpace
    }

    /// Whether the scalar with these bytes is white space.
    static func isSpace(_ scalar: [UInt8]) -> Bool {
        if scalar.count == 1 { return scalar[0] == 0x20 || (scalar[0] >= 0x09 && scalar[0] <= 0x0D) }
        return String(decoding: scalar, as: UTF8.self).unicodeScalars.first?.properties.isWhitespace == true
    }

    /// Whether the scalar with these bytes is part of a word that spaces end.
    static func isWord(_ scalar: some Collection<UInt8>) -> Bool {
        guard let first = scalar.first else { return false }
        if first < 0x80 { return TextView.isASCIIWord(first) }
        let bytes = Array(scalar.prefix(4))
        return ScalarClass.leading(first, bytes.count > 1 ? bytes[1] : 0, bytes.count > 2 ? bytes[2] : 0) == .word
    }
}
