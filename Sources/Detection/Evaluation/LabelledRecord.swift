import Foundation
import Messages

/// One line of a labelled corpus as it stands in the file.
struct LabelledRecord: Decodable {
    /// What is wrong with a line, in words.
    struct Mistake: Error { let text: String }

    /// A phrase as it is labelled: its text, and where that is not enough its place or its scalars.
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
    var isHardNegative: Bool?

    private enum CodingKeys: String, CodingKey {
        case id, kind, subject, body, html, text, fields, labels, spans
        case isHardNegative = "hard_negative"
    }

    init(json: Data) throws { self = try JSONDecoder().decode(Self.self, from: json) }

    /// The message as detection sees it, with its labels.
    func labelled() throws -> LabelledMessage {
        let message = try message()
        let labels = Set(try labels.map { try value(Category.self, $0, "a category") })
        let spans = try (spans ?? []).map { try self.span($0, in: message) }
        guard spans.allSatisfy({ labels.contains($0.category) }) else {
            throw Mistake(text: "a span's category is not among the labels")
        }
        return LabelledMessage(
            id: id, message: message, labels: labels, spans: spans, isHardNegative: isHardNegative ?? false)
    }

    private func message() throws -> Message {
        let isForm: Bool
        switch kind {
        case nil: isForm = fields != nil
        case "form": isForm = true
        case "email": isForm = false
        default: throw Mistake(text: "'kind' should be email or form")
        }
        var message = Message(kind: isForm ? .form : .email, raw: Bytes())
        func add(_ place: Place, _ text: Bytes, part: String, regions: [Region] = []) {
            var segment = Segment(
                place: place, part: isForm ? "" : part, text: text, decoding: Decoding(source: 0..<0, steps: []))
            segment.regions = regions
            message.segments.append(segment)
        }
        if let subject { add(.subject, Bytes(subject), part: "0") }
        for (name, value) in (fields ?? [:]).sorted(by: { $0.key < $1.key }) {
            add(.field(name), Bytes(value), part: "")
        }
        if let body = body ?? text { add(.body, Bytes(body), part: "1") }
        if let html {
            guard body == nil, text == nil else { throw Mistake(text: "a message has 'body' or 'html', not both") }
            let (text, regions) = HTMLText.text(Bytes(html))
            add(.body, text, part: "1", regions: regions)
        }
        return message
    }

    private func value<Value: RawRepresentable>(_ type: Value.Type, _ name: String, _ what: String) throws -> Value
    where Value.RawValue == String {
        guard let value = Value(rawValue: name) else { throw Mistake(text: "'\(name)' is not \(what)") }
        return value
    }

    private func span(_ span: Span, in message: Message) throws -> LabelledMessage.Span {
        let (place, range) = try location(of: span, in: message)
        return LabelledMessage.Span(
            place: place, bytes: range, category: try value(Category.self, span.category, "a category"),
            polarity: try span.polarity.map { try value(Polarity.self, $0, "a polarity") } ?? .affirmed,
            explicit: span.explicit ?? true,
            about: try span.about.map { try value(DataSubject.self, $0, "somebody a span can be about") })
    }

    /// Where a span stands: in the place it names, or in the last place that has its text where it names none.
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
        guard let range = Self.range(of: span, in: segment.text.string) ?? markedUp(span, in: segment) else {
            throw Mistake(text: "a span's text does not stand in its place")
        }
        return (place, range)
    }

    /// Where a span stands whose text was copied with the marks and entities of HTML in it.
    private func markedUp(_ span: Span, in segment: Segment) -> Range<Int>? {
        guard html != nil, segment.place == .body else { return nil }
        var plain = span
        plain.text = HTMLText.text(Bytes(span.text)).text.string.trimmingCharacters(in: .whitespacesAndNewlines)
        return Self.range(of: plain, in: segment.text.string)
    }

    private func place(named name: String) throws -> Place {
        switch name {
        case "subject": return .subject
        case "body": return .body
        case let name where name.hasPrefix("field:"): return .field(String(name.dropFirst(6)))
        default: throw Mistake(text: "a span's 'where' should be subject, body or field:NAME")
        }
    }

    /// The byte range of a span: at its scalars' positions if its text stands there, otherwise where its text stands first.
    private static func range(of span: Span, in text: String) -> Range<Int>? {
        guard !span.text.isEmpty else { return nil }
        guard let found = positioned(span, in: text) ?? text.range(of: span.text, options: .literal) else { return nil }
        let start = text.utf8.distance(from: text.startIndex, to: found.lowerBound)
        return start..<start + text.utf8.distance(from: found.lowerBound, to: found.upperBound)
    }

    private static func positioned(_ span: Span, in text: String) -> Range<String.Index>? {
        let scalars = text.unicodeScalars
        guard let start = span.start, let end = span.end, start >= 0, start <= end, end <= scalars.count else {
            return nil
        }
        let from = scalars.index(scalars.startIndex, offsetBy: start)
        let to = scalars.index(from, offsetBy: end - start)
        return scalars[from..<to].elementsEqual(span.text.unicodeScalars) ? from..<to : nil
    }
}
