import CPCRE2

/// What PCRE2 needs for matching besides the compiled regex: one of these for each thread.
///
/// Invariant that makes the pointers safe: each is nil or comes from the `create` function of its kind, and is freed once, here.
final class RegexMemory {
    let data: OpaquePointer?
    let context: OpaquePointer?
    private let stack: OpaquePointer?

    /// The first and the largest size of the stack of compiled code, in bytes.
    private static let stackSize = (first: 32 << 10, largest: 512 << 10)

    init(_ limits: MatcherLimits) {
        // One pair of offsets: only the whole match is asked for.
        data = pcre2_match_data_create_8(1, nil)
        context = pcre2_match_context_create_8(nil)
        stack = pcre2_jit_stack_create_8(Self.stackSize.first, Self.stackSize.largest, nil)
        guard let context else { return }
        pcre2_set_match_limit_8(context, limits.steps)
        pcre2_set_depth_limit_8(context, limits.steps)
        pcre2_set_heap_limit_8(context, limits.heap)
        if let stack { pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack)) }
    }

    deinit {
        pcre2_match_data_free_8(data)
        pcre2_match_context_free_8(context)
        pcre2_jit_stack_free_8(stack)
    }
}
