extension Message {
    /// The first header field of this name, decoded and unfolded; names are compared without case. Nil for none.
    public func headerValue(_ name: String) -> String? {
        headers.lazy.filter { isField($0, named: name) }.first.map { text(of: $0) }
    }

    /// All header fields of this name, in order, decoded and unfolded; names are compared without case.
    public func headerValues(_ name: String) -> [String] {
        headers.filter { isField($0, named: name) }.map { text(of: $0) }
    }

    private func isField(_ field: HeaderField, named name: String) -> Bool {
        guard field.name.count == name.utf8.count else { return false }
        return raw.withBytes { input in
            guard field.name.upperBound <= input.count else { return false }
            var position = field.name.lowerBound
            for letter in name.utf8 {
                guard input[position].asciiLowercased == letter.asciiLowercased else { return false }
                position += 1
            }
            return true
        }
    }

    private func text(of field: HeaderField) -> String {
        raw.withBytes { input in
            var sink = ByteSink()
            HeaderText.decode(input.extracting(field.value.clamped(to: 0..<input.count)), into: &sink)
            return String(decoding: sink.bytes, as: UTF8.self)
        }
    }
}
