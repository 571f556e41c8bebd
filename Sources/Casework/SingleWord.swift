/// A value that is one word wherever it is written: in JSON it stands as that word.
public protocol SingleWord: Codable, CustomStringConvertible {
    /// Reads the word; nil where it is none.
    init?(word: String)
}

extension SingleWord {
    /// Reads the word.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let value = Self(word: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not such a word")
        }
        self = value
    }

    /// Writes the word.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension CaseNumber: SingleWord {
    /// As ``init(_:)``.
    public init?(word: String) { self.init(word) }
}

extension RequestID: SingleWord {
    /// As ``init(_:)``.
    public init?(word: String) { self.init(word) }
}

extension ActorID: SingleWord {
    /// As ``init(_:)``.
    public init?(word: String) {
        guard let id = try? ActorID(word) else { return nil }
        self = id
    }
}

extension CaseDay: SingleWord {
    /// As ``init(_:)``.
    public init?(word: String) { self.init(word) }
}
