import CPCRE2
import Synchronization

/// A compiled regular expression.
///
/// Case is ignored unless asked for, `.` matches line breaks too (texts are wrapped anywhere), `^` and `$` are the borders of lines, `\w`, `\d`,
/// `\s` and `\b` go by Unicode, and a literal space matches what a space in a term does (`Separator`).
///
/// Invariant that makes `@unchecked Sendable` safe: the compiled code is changed once, under a lock that every thread passes before its first
/// match, and PCRE2 lets any number of threads match with the same code (pcre2api, "Multithreading"). Bytes that are no UTF-8 match nothing (`PCRE2_MATCH_INVALID_UTF`), so no text is unsafe.
final class Regex: @unchecked Sendable {
    private let code: OpaquePointer
    private let isPrepared = Atomic<Bool>(false)
    private let preparation = Mutex<Void>(())
    /// The number that matches are reported under.
    let pattern: Int32

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
        let options =
            PCRE2_UTF | PCRE2_MATCH_INVALID_UTF | PCRE2_UCP | PCRE2_MULTILINE | PCRE2_DOTALL | PCRE2_NEVER_BACKSLASH_C
            | PCRE2_USE_OFFSET_LIMIT | (isCaseSensitive ? 0 : PCRE2_CASELESS)
        do {
            code = try Self.compile(RegexSpaces.widened(source), options)
        } catch {
            // As it was written it fails too, at an offset that means something to its writer.
            pcre2_code_free_8(try Self.compile(source, options))
            throw error
        }
        self.pattern = pattern
    }

    /// Compiles to machine code before the first match: most regexes of a pack are never tried on a single message, and
    /// making code for all of them would be most of the time to start. Where there is no compiler for this machine PCRE2
    /// interprets: slower, and the same otherwise.
    @inline(__always) private func prepare() {
        guard !isPrepared.load(ordering: .acquiring) else { return }
        preparation.withLock { _ in
            guard !isPrepared.load(ordering: .relaxed) else { return }
            _ = pcre2_jit_compile_8(code, PCRE2_JIT_COMPLETE)
            isPrepared.store(true, ordering: .releasing)
        }
    }

    deinit {
        pcre2_code_free_8(code)
    }

    private static func compile(_ source: String, _ options: UInt32) throws -> OpaquePointer {
        var number: Int32 = 0
        var offset = 0
        let compiled = Array(source.utf8).withUnsafeBufferPointer {
            pcre2_compile_8($0.baseAddress, $0.count, options, &number, &offset, nil)
        }
        guard let compiled else {
            throw PatternError("the regular expression is not valid at offset \(offset): \(message(number))")
        }
        return compiled
    }

    private static func message(_ number: Int32) -> String {
        var buffer = [UInt8](repeating: 0, count: 256)
        let length = pcre2_get_error_message_8(number, &buffer, buffer.count)
        return length > 0 ? String(decoding: buffer.prefix(Int(length)), as: UTF8.self) : "error \(number)"
    }

    /// Looks in `subject` for the first match that begins at `start` or after it and no later than `lastStart`.
    /// - Parameter options: options of `pcre2_match`.
    func firstMatch(
        in subject: UnsafeBufferPointer<UInt8>, from start: Int, lastStart: Int, options: UInt32, memory: RegexMemory
    ) -> Outcome {
        guard let data = memory.data, let context = memory.context, start <= lastStart, lastStart <= subject.count
        else {
            return memory.data == nil || memory.context == nil ? .limited : .none
        }
        prepare()
        pcre2_set_offset_limit_8(context, lastStart)
        let result = pcre2_match_8(code, subject.baseAddress, subject.count, start, options, data, context)
        if result == PCRE2_ERROR_NOMATCH { return .none }
        // The block holds one pair of offsets, which PCRE2 has filled where the result is not negative.
        guard result >= 0, let offsets = pcre2_get_ovector_pointer_8(data) else { return .limited }
        return offsets[0] <= offsets[1] && offsets[1] <= subject.count ? .match(offsets[0]..<offsets[1]) : .none
    }
}
