import Foundation
import Messages

/// One line of a labelled corpus as it stands in the file.
struct LabelledRecord: Decodable {
    /// What is wrong with a line, in words.
    struct Mistake: Error { let text: String }

    struct Span: Decodable {
        var text: String
        var `where`: String?
        var category: String
        var polarity: String?
        var explicit: Bool?
        var about: String?
        var start: Int?
        var end: Int?
    }

    var id: String
    var kind: String?
    var subject: String?
    var body: String?
    var html: String?
    var text: String?
    var fields: [String: String]?
    var labels: [String]
    var spans: [Span]?
    var hard_negative: Bool?

    init(json: Data) throws { self = try JSONDecoder().decode(Self.self, from: json) }

    func message() throws -> LabelledMessage {
        let isForm = kind == "form" || fields != nil
        var message = Message(kind: isForm ? .form : .email, raw: Bytes())
        func add(_ place: Place, _ text: String, regions: [Region] = []) {
            message.segments.append(
                Segment(
                    place: place, part: isForm ? "" : place == .subject ? "0" : "1", text: Bytes(text), regions: regions,
                    decoding: Decoding(source: 0..<0, steps: [])))
        }
        if let subject { add(.subject, subject) }
        for (name, value) in (fields ?? [:]).sorted(by: { $0.key < $1.key }) { add(.field(name), value) }
        if let body = body ?? text { add(.body, body) }
        if let html { add(.body, html) }
        return LabelledMessage(
            id: id, message: message, labels: Set(try labels.map(category)), spans: try (spans ?? []).map { try span($0, in: message) },
            isHardNegative: hard_negative ?? false)
    }

    private func category(_ name: String) throws -> Category {
        guard let category = Category(rawValue: name) else { throw Mistake(text: "'\(name)' is not a category") }
        return category
    }

    private func span(_ span: Span, in message: Message) throws -> LabelledMessage.Span {
        let (place, range) = try location(of: span, in: message)
        return LabelledMessage.Span(
            place: place, bytes: range, category: try category(span.category),
            polarity: span.polarity == "negated" ? .negated : .affirmed, explicit: span.explicit ?? true,
            about: span.about == "other" ? .other : .sender)
    }

    /// Where a span stands: in the place it names, or in the first place that has its text where it names none.
    private func location(of span: Span, in message: Message) throws -> (Place, Range<Int>) {
        guard let name = span.where else {
            for segment in message.segments.reversed() {
                if let range = Self.range(of: span, in: segment.text.string) { return (segment.place, range) }
            }
            throw Mistake(text: "a span's text stands nowhere in the message")
        }
        let place = try place(named: name)
        guard let segment = message.segments.first(where: { $0.place == place }) else {
            throw Mistake(text: "a span's 'where' names a place that the message does not have")
        }
        guard let range = Self.range(of: span, in: segment.text.string) else {
            throw Mistake(text: "a span's text does not stand in its place")
        }
        return (place, range)
    }

    private func place(named name: String) throws -> Place {
        switch name {
        case "subject": return .subject
        case "body": return .body
        case let name where name.hasPrefix("field:"): return .field(String(name.dropFirst(6)))
        default: throw Mistake(text: "a span's 'where' should be subject, body or field:NAME")
        }
    }

    /// The byte range of a span by its scalars' positions, or the first place where its text stands.
    private static func range(of span: Span, in text: String) -> Range<Int>? {
        if let start = span.start, let end = span.end, start >= 0, start <= end, end <= text.unicodeScalars.count {
            let scalars = text.unicodeScalars
            let from = scalars.index(scalars.startIndex, offsetBy: start)
            let to = scalars.index(from, offsetBy: end - start)
            return text.utf8.distance(from: text.startIndex, to: from)..<text.utf8.distance(from: text.startIndex, to: to)
        }
        guard let found = text.range(of: span.text, options: .literal) else { return nil }
        return text.utf8.distance(from: text.startIndex, to: found.lowerBound)..<text.utf8.distance(from: text.startIndex, to: found.upperBound)
    }
}
