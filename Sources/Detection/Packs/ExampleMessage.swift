import Messages

extension Example {
    /// The example as a message of its own.
    var message: Message {
        let kind: Message.Kind = field == nil ? .email : .form
        var message = Message(kind: kind, raw: Bytes())
        message.segments = [
            Segment(
                place: field.map(Place.field) ?? .body, part: field == nil ? "1" : "", text: Bytes(text),
                decoding: Decoding(source: 0..<0, steps: []))
        ]
        return message
    }
}
