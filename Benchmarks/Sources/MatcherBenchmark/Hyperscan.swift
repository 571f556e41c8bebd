import CHyperscan

/// Hyperscan with the same terms: caseless, with word borders, without starts of matches, which is its fastest way.
final class Hyperscan {
    private var database: OpaquePointer?
    private var scratch: OpaquePointer?

    /// Hyperscan said no.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    init(_ terms: [String]) throws {
        let patterns = terms.map { Self.border(\.first, $0) + Self.quoted($0) + Self.border(\.last, $0) }
        var copies = patterns.map { Optional(UnsafePointer(Self.copy($0))) }
        defer { copies.forEach { UnsafeMutablePointer(mutating: $0)?.deallocate() } }
        let flags = [UInt32](repeating: UInt32(HS_FLAG_CASELESS), count: terms.count)
        let numbers = (0..<UInt32(terms.count)).map { $0 }
        var problem: UnsafeMutablePointer<hs_compile_error_t>?
        let status = hs_compile_multi(
            &copies, flags, numbers, UInt32(terms.count), UInt32(HS_MODE_BLOCK), nil, &database, &problem)
        guard status == HS_SUCCESS else {
            let message = problem.flatMap { $0.pointee.message }.map { String(cString: $0) } ?? "error \(status)"
            hs_free_compile_error(problem)
            throw Failure(description: "Hyperscan: \(message)")
        }
        guard hs_alloc_scratch(database, &scratch) == HS_SUCCESS else {
            throw Failure(description: "Hyperscan: no scratch")
        }
    }

    deinit {
        hs_free_scratch(scratch)
        hs_free_database(database)
    }

    /// The number of matches in `text`.
    func count(in text: UnsafeRawBufferPointer) throws -> Int {
        var count = 0
        let status = hs_scan(
            database, text.bindMemory(to: CChar.self).baseAddress, UInt32(text.count), 0, scratch,
            { _, _, _, _, context in
                // The context is the counter below, which outlives the scan.
                context?.assumingMemoryBound(to: Int.self).pointee += 1
                return 0
            }, &count)
        guard status == HS_SUCCESS else { throw Failure(description: "Hyperscan: scan failed with \(status)") }
        return count
    }

    private static func copy(_ text: String) -> UnsafeMutablePointer<CChar> {
        let bytes = text.utf8CString
        let memory = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
        for (index, byte) in bytes.enumerated() { (memory + index).initialize(to: byte) }
        return memory
    }

    private static func quoted(_ text: String) -> String {
        text.map { $0.isLetter || $0.isNumber || $0 == " " || !$0.isASCII ? String($0) : "\\\($0)" }.joined()
    }

    private static func border(_ end: (String) -> Character?, _ text: String) -> String {
        guard let character = end(text), character.isASCII, character.isLetter || character.isNumber else { return "" }
        return "\\b"
    }
}
