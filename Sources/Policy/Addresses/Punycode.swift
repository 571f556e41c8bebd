/// The ASCII form of domain names in other scripts (RFC 3492, RFC 5891 section 4.4), encoding only.
enum Punycode {
    /// The domain with each label that has other letters as `xn--…`; the ideographic full stop is a dot (RFC 3490
    /// section 3.1). A label that is too long for the DNS stays as it is.
    static func ascii(domain: String) -> String {
        let labels = domain.unicodeScalars.split(
            omittingEmptySubsequences: false, whereSeparator: { $0 == "." || $0 == "\u{3002}" })
        return labels.map { label in
            let text = String(String.UnicodeScalarView(label))
            guard label.contains(where: { !$0.isASCII }), label.count <= 63 else { return text }
            return encode(label.map(\.value)).map { "xn--" + $0 } ?? text
        }.joined(separator: ".")
    }

    /// RFC 3492 section 6.3. Nil where a delta overflows.
    static func encode(_ label: [UInt32]) -> String? {
        var output = label.filter { $0 < 0x80 }.compactMap(Unicode.Scalar.init).map(Character.init)
        let basic = output.count
        if basic > 0 { output.append("-") }
        var handled = basic
        var code: UInt32 = 0x80
        var delta: UInt32 = 0
        var bias: UInt32 = 72
        while handled < label.count {
            guard let next = label.filter({ $0 >= code }).min() else { return nil }
            let (step, over) = (next - code).multipliedReportingOverflow(by: UInt32(handled + 1))
            let (sum, overSum) = delta.addingReportingOverflow(step)
            guard !over, !overSum else { return nil }
            delta = sum
            code = next
            for value in label {
                if value < code {
                    guard delta < .max else { return nil }
                    delta += 1
                } else if value == code {
                    append(delta, bias: bias, to: &output)
                    bias = adapt(delta, points: UInt32(handled + 1), isFirst: handled == basic)
                    delta = 0
                    handled += 1
                }
            }
            guard delta < .max else { return nil }
            delta += 1
            code += 1
        }
        return String(output)
    }

    /// A delta as a generalised variable-length integer (section 3.3).
    private static func append(_ delta: UInt32, bias: UInt32, to output: inout [Character]) {
        var rest = delta
        var position: UInt32 = 36
        while true {
            let threshold = position <= bias ? 1 : min(position - bias, 26)
            guard rest >= threshold else { break }
            output.append(digit(threshold + (rest - threshold) % (36 - threshold)))
            rest = (rest - threshold) / (36 - threshold)
            position += 36
        }
        output.append(digit(rest))
    }

    private static func digit(_ value: UInt32) -> Character {
        Character(Unicode.Scalar(UInt8(truncatingIfNeeded: value < 26 ? value + 97 : value - 26 + 48)))
    }

    /// Section 6.1.
    private static func adapt(_ delta: UInt32, points: UInt32, isFirst: Bool) -> UInt32 {
        var rest = isFirst ? delta / 700 : delta / 2
        rest += rest / points
        var bias: UInt32 = 0
        while rest > 455 {
            rest /= 35
            bias += 36
        }
        return bias + 36 * rest / (rest + 38)
    }
}
