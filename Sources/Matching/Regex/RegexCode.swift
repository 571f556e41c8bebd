import CPCRE2
import Synchronization

/// The compiled form of a regular expression, made when it is first needed.
///
/// Most regexes of a pack are never tried on a message, and of those that are most are tried a few times: compiling is put off to the first try, and machine
/// code, which takes a hundred times as long to make as one try takes, to the moment when it pays. Where there is no compiler for this machine PCRE2
/// interprets: slower, and the same otherwise.
///
/// Invariant that makes `@unchecked Sendable` safe: a code is complete before its pointer is stored, is not changed after that, and lives as long as
/// this object; PCRE2 lets any number of threads match with the same code (pcre2api, "Multithreading").
final class RegexCode: @unchecked Sendable {
    private let source: String
    /// Whether the spaces of the source are still to be widened.
    private let isAsWritten: Bool
    private let options: UInt32
    /// The bits of the pointer of the code in use; 0 before there is one.
    private let code = Atomic<UInt>(0)
    /// How often it was tried before there was machine code.
    private let tries = Atomic<Int>(0)
    /// Everything to be freed; the lock is held while something is made.
    private let made = Mutex<Made>(Made())

    private struct Made {
        var plain: UInt = 0
        var machine: UInt = 0
    }

    /// Options that hold for every regex.
    static let always = PCRE2_MULTILINE | PCRE2_DOTALL | PCRE2_NEVER_BACKSLASH_C | PCRE2_USE_OFFSET_LIMIT
    /// Options for texts beyond ASCII. Bytes that are no UTF-8 match nothing, so no text is unsafe.
    static let unicode = PCRE2_UTF | PCRE2_MATCH_INVALID_UTF | PCRE2_UCP
    /// From this try on it pays to make machine code.
    private static let firstMachineTry = 12

    /// The form of `source`, which is known to compile.
    init(valid source: String, _ options: UInt32) {
        self.source = source
        self.options = options
        isAsWritten = false
    }

    /// The form of a source as it was written, known to compile with its spaces widened.
    init(known source: String, _ options: UInt32) {
        self.source = source
        self.options = options
        isAsWritten = true
    }

    /// Compiles `source`.
    /// - Throws: `PatternError` with PCRE2's message and the offset in `source`.
    convenience init(_ source: String, _ options: UInt32) throws {
        self.init(valid: source, options)
        let bits = try Self.compile(source, options)
        made.withLock { $0.plain = bits }
        code.store(bits, ordering: .releasing)
    }

    deinit {
        made.withLock { made in
            for bits in [made.plain, made.machine] { pcre2_code_free_8(OpaquePointer(bitPattern: bits)) }
        }
    }

    private static func compile(_ source: String, _ options: UInt32) throws -> UInt {
        var number: Int32 = 0
        var offset = 0
        let compiled = Array(source.utf8).withUnsafeBufferPointer {
            pcre2_compile_8($0.baseAddress, $0.count, options, &number, &offset, nil)
        }
        guard let compiled else {
            throw PatternError("the regular expression is not valid at offset \(offset): \(message(number))")
        }
        return UInt(bitPattern: compiled)
    }

    private static func message(_ number: Int32) -> String {
        var buffer = [UInt8](repeating: 0, count: 256)
        let length = pcre2_get_error_message_8(number, &buffer, buffer.count)
        return length > 0 ? String(decoding: buffer.prefix(Int(length)), as: UTF8.self) : "error \(number)"
    }

    /// The code in use; it is made where there is none yet. 0 where it does not compile.
    private func compiled() -> UInt {
        let bits = code.load(ordering: .acquiring)
        return bits != 0 ? bits : compileFirst()
    }

    @inline(never)
    private func compileFirst() -> UInt {
        made.withLock { made in
            if made.plain == 0 {
                made.plain = (try? Self.compile(isAsWritten ? RegexSpaces.widened(source) : source, options)) ?? 0
                code.store(made.plain, ordering: .releasing)
            }
            return code.load(ordering: .relaxed)
        }
    }

    /// Makes machine code, of a copy: others may be matching with the code itself.
    @inline(never)
    func makeMachineCode() {
        let bits = compiled()
        tries.store(Self.firstMachineTry, ordering: .relaxed)
        made.withLock { made in
            guard made.machine == 0, let copy = pcre2_code_copy_8(OpaquePointer(bitPattern: bits)) else { return }
            _ = pcre2_jit_compile_8(copy, PCRE2_JIT_COMPLETE)
            made.machine = UInt(bitPattern: copy)
            code.store(made.machine, ordering: .releasing)
        }
    }

    /// `pcre2_match` on `subject`.
    @inline(__always)
    func match(
        _ subject: UnsafeBufferPointer<UInt8>, from start: Int, options: UInt32, data: OpaquePointer,
        context: OpaquePointer
    ) -> Int32 {
        if tries.load(ordering: .relaxed) < Self.firstMachineTry {
            return firstMatch(subject, from: start, options: options, data: data, context: context)
        }
        let code = OpaquePointer(bitPattern: compiled())
        return pcre2_match_8(code, subject.baseAddress, subject.count, start, options, data, context)
    }

    /// One of the first tries. Machine code counts steps in another way: what reaches a limit here is tried with it.
    @inline(never)
    private func firstMatch(
        _ subject: UnsafeBufferPointer<UInt8>, from start: Int, options: UInt32, data: OpaquePointer,
        context: OpaquePointer
    ) -> Int32 {
        let bits = compiled()
        guard bits != 0 else { return PCRE2_ERROR_INTERNAL }
        if tries.wrappingAdd(1, ordering: .relaxed).newValue < Self.firstMachineTry {
            let result = pcre2_match_8(
                OpaquePointer(bitPattern: bits), subject.baseAddress, subject.count, start, options, data, context)
            if result >= 0 || result == PCRE2_ERROR_NOMATCH { return result }
        }
        makeMachineCode()
        let code = OpaquePointer(bitPattern: compiled())
        return pcre2_match_8(code, subject.baseAddress, subject.count, start, options, data, context)
    }
}
