import CByteScan
import CPCRE2
import Synchronization

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
    /// The form for texts in ASCII; nil where the regex has other characters.
    private let plain: RegexCode?
    /// The form for all texts, made when it is first needed.
    private let general: Mutex<RegexCode?>
    private let source: String
    private let options: UInt32

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
        options = RegexCode.always | (isCaseSensitive ? 0 : PCRE2_CASELESS)
        self.source = RegexSpaces.widened(source)
        self.pattern = pattern
        // A number of a character may be one beyond ASCII.
        let isASCII = source.utf8.allSatisfy { $0 < 0x80 } && !Self.namesCharacters(source)
        plain = isASCII ? try? RegexCode(self.source, options) : nil
        guard plain == nil else {
            general = Mutex(nil)
            return
        }
        do {
            general = Mutex(try RegexCode(self.source, options | RegexCode.unicode))
        } catch {
            // As it was written it fails too, at an offset that means something to its writer.
            _ = try RegexCode(source, options | RegexCode.unicode)
            throw error
        }
    }

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
    /// - Parameter options: options of `pcre2_match`.
    func firstMatch(
        in subject: UnsafeBufferPointer<UInt8>, from start: Int, lastStart: Int, options: UInt32, memory: RegexMemory
    ) -> Outcome {
        guard let data = memory.data, let context = memory.context, let base = subject.baseAddress,
            let code = code(isASCII: cbs_find_high(base, subject.count) == subject.count)
        else { return .limited }
        guard start <= lastStart, lastStart <= subject.count else { return .none }
        pcre2_set_offset_limit_8(context, lastStart)
        let result = code.match(subject, from: start, options: options, data: data, context: context)
        if result == PCRE2_ERROR_NOMATCH { return .none }
        // The block holds one pair of offsets, which PCRE2 has filled where the result is not negative.
        guard result >= 0, let offsets = pcre2_get_ovector_pointer_8(data) else { return .limited }
        return offsets[0] <= offsets[1] && offsets[1] <= subject.count ? .match(offsets[0]..<offsets[1]) : .none
    }

    @inline(__always)
    private func code(isASCII: Bool) -> RegexCode? {
        if isASCII, let plain { return plain }
        return general.withLock { code in
            if code == nil { code = try? RegexCode(source, options | RegexCode.unicode) }
            return code
        }
    }
}
