/// libFuzzer's way in, where this target is linked with `-sanitize=fuzzer`.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    // Invariant: libFuzzer passes `count` readable bytes that live for the call.
    fuzz(UnsafeBufferPointer(start: start, count: count))
    return 0
}
