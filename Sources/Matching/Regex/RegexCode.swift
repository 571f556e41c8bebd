import CPCRE2
import Synchronization

/// The compiled form of a regular expression.
///
/// Invariant that makes `@unchecked Sendable` safe: the code is changed once, under a lock that every thread passes before it uses what was
/// changed, and PCRE2 lets any number of threads match with the same code (pcre2api, "Multithreading").
final class RegexCode: @unchecked Sendable {
    private let code: OpaquePointer
    private let isPrepared = Atomic<Bool>(false)
    private let preparation = Mutex<Void>(())

    /// Options that hold for every regex.
    static let always = PCRE2_MULTILINE | PCRE2_DOTALL | PCRE2_NEVER_BACKSLASH_C | PCRE2_USE_OFFSET_LIMIT
    /// Options for texts beyond ASCII. Bytes that are no UTF-8 match nothing, so no text is unsafe.
    static let unicode = PCRE2_UTF | PCRE2_MATCH_INVALID_UTF | PCRE2_UCP

    /// Compiles `source`.
    /// - Throws: `PatternError` with PCRE2's message and the offset in `source`.
    init(_ source: String, _ options: UInt32) throws {
        var number: Int32 = 0
        var offset = 0
        let compiled = Array(source.utf8).withUnsafeBufferPointer {
            pcre2_compile_8($0.baseAddress, $0.count, options, &number, &offset, nil)
        }
        guard let compiled else {
            throw PatternError("the regular expression is not valid at offset \(offset): \(Self.message(number))")
        }
        code = compiled
    }

    deinit { pcre2_code_free_8(code) }

    private static func message(_ number: Int32) -> String {
        var buffer = [UInt8](repeating: 0, count: 256)
        let length = pcre2_get_error_message_8(number, &buffer, buffer.count)
        return length > 0 ? String(decoding: buffer.prefix(Int(length)), as: UTF8.self) : "error \(number)"
    }

    /// Makes machine code before the first match: most regexes of a pack are never tried on a single message, and making code for all of them
    /// would be most of the time to start. Where there is no compiler for this machine PCRE2 interprets: slower, and the same otherwise.
    @inline(__always)
    private func prepare() {
        guard !isPrepared.load(ordering: .acquiring) else { return }
        preparation.withLock { _ in
            guard !isPrepared.load(ordering: .relaxed) else { return }
            _ = pcre2_jit_compile_8(code, PCRE2_JIT_COMPLETE)
            isPrepared.store(true, ordering: .releasing)
        }
    }

    /// `pcre2_match` on `subject`.
    @inline(__always)
    func match(
        _ subject: UnsafeBufferPointer<UInt8>, from start: Int, options: UInt32, data: OpaquePointer,
        context: OpaquePointer
    ) -> Int32 {
        prepare()
        return pcre2_match_8(code, subject.baseAddress, subject.count, start, options, data, context)
    }
}
