/// A request's id: `r` and seven characters by chance, as a case number has.
public struct RequestID: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The eight characters.
    public let description: String

    /// Reads an id as people type it; nil where it is none.
    public init?(_ text: some StringProtocol) {
        guard let first = text.first, first == "r" || first == "R", let number = CaseNumber(text.dropFirst()) else {
            return nil
        }
        description = "r\(number)"
    }

    init(stored text: String) throws(CaseworkError) {
        guard let id = RequestID(text) else { throw .damaged(what: "a request's id") }
        self = id
    }

    /// The first of all ids.
    package static let first = RequestID(known: "r\(CaseNumber.first)")

    static func random() -> RequestID { RequestID(known: "r\(CaseNumber.random())") }

    private init(known text: String) { description = text }

    /// By characters, which is a random order.
    public static func < (left: RequestID, right: RequestID) -> Bool { left.description < right.description }
}
