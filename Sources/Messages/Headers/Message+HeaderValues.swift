extension Message {
    /// The first header field of this name, decoded and unfolded; names are compared without case. Nil for none.
    public func headerValue(_ name: String) -> String? {
        fields(named: name, most: 1).first.map { text(of: $0) }
    }

    /// All header fields of this name, in order, decoded and unfolded; names are compared without case.
    public func headerValues(_ name: String) -> [String] {
        fields(named: name, most: .max).map { text(of: $0) }
    }

    /// Whether there is a header field of this name; names are compared without case.
    public func hasHeader(_ name: String) -> Bool { !fields(named: name, most: 1).isEmpty }

    private func fields(named name: String, most: Int) -> [HeaderField] {
        let wanted = Array(name.utf8.map(\.asciiLowercased))
        return raw.withBytes { input in
            var found: [HeaderField] = []
            for field in headers where field.name.count == wanted.count && field.name.upperBound <= input.count {
                guard input.isWord(wanted, field.name) else { continue }
                found.append(field)
                if found.count == most { break }
            }
            return found
        }
    }

    private func text(of field: HeaderField) -> String {
        raw.withBytes { input in
            let value = input.trimmed(field.value.clamped(to: 0..<input.count))
            guard HeaderText.isNeeded(in: input, value) else { return String(decoding: input, value) }
            var sink = ByteSink()
            HeaderText.decode(input.extracting(value), into: &sink)
            return String(decoding: sink.bytes, as: UTF8.self)
        }
    }
}
