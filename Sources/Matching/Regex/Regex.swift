import CPCRE2

/// A regular expression.
///
/// Case is ignored unless asked for, `.` matches line breaks too (texts are wrapped anywhere), `^` and `$` are the borders of lines, `\w`, `\d`,
/// `\s` and `\b` go by Unicode, and a literal space matches what a space in a term does (`Separator`).
///
/// A window of ASCII, which most are, is matched byte by byte with a second form of the regex that knows nothing of Unicode, at a third of the
/// time: on ASCII both mean the same where the regex itself is ASCII.
final class Regex: Sendable {
    /// The number that matches are reported under.
    let pattern: Int32
    /// As its writer wrote it.
    let source: String
    let isCaseSensitive: Bool
    /// The form for texts in ASCII; nil where the regex has other characters.
    private let plain: RegexCode?
    /// The form for all texts.
    private let general: RegexCode

    /// The longest regex, in bytes of UTF-8.
    static let maximumLength = 4_096

    /// What one try came to.
    enum Outcome: Equatable {
        case match(Range<Int>)
        case none
        /// A limit was reached.
        case limited
    }

    /// Compiles `source`.
    /// - Throws: `PatternError` with PCRE2's message and the offset in `source`.
    init(_ source: String, pattern: Int32, isCaseSensitive: Bool) throws {
        guard source.utf8.count <= Self.maximumLength else {
            throw PatternError("the regular expression is longer than \(Self.maximumLength) bytes")
        }
        let options = Self.options(isCaseSensitive)
        let widened = RegexSpaces.widened(source)
        self.source = source
        self.isCaseSensitive = isCaseSensitive
        self.pattern = pattern
        plain = Self.isASCII(source) ? try? RegexCode(widened, options) : nil
        guard plain == nil else {
            general = RegexCode(valid: widened, options | RegexCode.unicode)
            return
        }
        do {
            general = try RegexCode(widened, options | RegexCode.unicode)
        } catch {
            // As it was written it fails too, at an offset that means something to its writer.
            _ = try RegexCode(source, options | RegexCode.unicode)
            throw error
        }
    }

    /// A regex that was compiled before and is known to have a form for texts in ASCII or none.
    init(known source: String, pattern: Int32, isCaseSensitive: Bool, isPlain: Bool) {
        self.source = source
        self.isCaseSensitive = isCaseSensitive
        self.pattern = pattern
        let options = Self.options(isCaseSensitive)
        plain = isPlain ? RegexCode(known: source, options) : nil
        general = RegexCode(known: source, options | RegexCode.unicode)
    }

    private static func options(_ isCaseSensitive: Bool) -> UInt32 {
        RegexCode.always | (isCaseSensitive ? 0 : PCRE2_CASELESS)
    }

    /// Whether it has a form for texts in ASCII.
    var isPlain: Bool { plain != nil }

    /// A number of a character may be one beyond ASCII.
    private static func isASCII(_ source: String) -> Bool {
        source.utf8.allSatisfy { $0 < 0x80 } && !namesCharacters(source)
    }

    /// Makes machine code before the first try.
    func makeMachineCode() { (plain ?? general).makeMachineCode() }

    /// Whether `source` names a character by its number, `\\x` or `\\N`.
    private static func namesCharacters(_ source: String) -> Bool {
        var last: UInt8 = 0
        for byte in source.utf8 {
            if last == 0x5C, byte == 0x78 || byte == 0x4E { return true }
            last = byte
        }
        return false
    }

    /// Whether texts beyond ASCII may cost it more than texts in ASCII do: where it has such characters itself, or looks back, which goes byte by byte
    /// in one form and character by character in the other.
    var isTriedBeyondASCII: Bool {
        guard plain != nil else { return true }
        let bytes = Array(source.utf8)
        return zip(bytes, bytes.dropFirst()).contains { ($0 == 0x3F && $1 == 0x3C) || ($0 == 0x5C && $1 == 0x43) }
    }

    /// Looks in `subject` for the first match that begins at `start` or after it and no later than `lastStart`.
    /// - Parameters:
    ///   - isASCII: whether the whole subject is.
    ///   - options: options of `pcre2_match`.
    func firstMatch(
        in subject: UnsafeBufferPointer<UInt8>, isASCII: Bool, from start: Int, lastStart: Int, options: UInt32,
        memory: RegexMemory
    ) -> Outcome {
        guard let data = memory.data, let context = memory.context else { return .limited }
        let code = code(isASCII: isASCII)
        guard start <= lastStart, lastStart <= subject.count else { return .none }
        pcre2_set_offset_limit_8(context, lastStart)
        let result = code.match(subject, from: start, options: options, data: data, context: context)
        if result == PCRE2_ERROR_NOMATCH { return .none }
        // The block holds one pair of offsets, which PCRE2 has filled where the result is not negative.
        guard result >= 0, let offsets = pcre2_get_ovector_pointer_8(data) else { return .limited }
        return offsets[0] <= offsets[1] && offsets[1] <= subject.count ? .match(offsets[0]..<offsets[1]) : .none
    }

    @inline(__always)
    private func code(isASCII: Bool) -> RegexCode {
        if isASCII, let plain { return plain }
        return general
    }
}
