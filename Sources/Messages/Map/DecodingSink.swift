/// Where a decoding step puts what it makes, with the input bytes that it made it from.
///
/// Every step is one function `static func decode<S: DecodingSink>(_ input: Span<UInt8>, into sink: inout S)`, so text
/// and map always come from the same code: ``ByteSink`` only collects bytes, ``TrackingSink`` also keeps the way back.
protocol DecodingSink {
    /// A sink with nothing in it.
    init()
    /// Whether ranges are kept. A step may feed its input in larger pieces where they are not.
    static var keepsRanges: Bool { get }
    /// What was emitted.
    var bytes: [UInt8] { get }
    /// Makes room for `count` bytes in all. For the start of a step only: reserving little by little copies each time.
    mutating func reserve(_ count: Int)
    /// One byte made from the input bytes in `source`; an empty range where no input stands for it.
    mutating func emit(_ byte: UInt8, from source: Range<Int>)
    /// The bytes of `input` in `run`, copied as they are, each from its own place.
    mutating func emit(run: Range<Int>, of input: Span<UInt8>)
    /// What a second step made out of a first one's output: all of `later`, its ranges led back through `earlier`.
    mutating func emit(_ later: Self, through earlier: Self)
    /// `later` with its ranges led back through `earlier`, whose bytes were its input.
    static func composed(_ later: Self, through earlier: Self) -> Self
}

extension DecodingSink {
    /// A Unicode scalar as UTF-8, all its bytes from `source`; what is no scalar value becomes U+FFFD.
    mutating func emit(scalar value: UInt32, from source: Range<Int>) {
        switch value {
        case 0..<0x80:
            emit(UInt8(truncatingIfNeeded: value), from: source)
        case 0x80..<0x800:
            emit(UInt8(truncatingIfNeeded: 0xC0 | value >> 6), from: source)
            emit(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F), from: source)
        case 0x800..<0xD800, 0xE000..<0x1_0000:
            emit(UInt8(truncatingIfNeeded: 0xE0 | value >> 12), from: source)
            emit(UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F), from: source)
            emit(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F), from: source)
        case 0x1_0000..<0x11_0000:
            emit(UInt8(truncatingIfNeeded: 0xF0 | value >> 18), from: source)
            emit(UInt8(truncatingIfNeeded: 0x80 | value >> 12 & 0x3F), from: source)
            emit(UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F), from: source)
            emit(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F), from: source)
        default:
            emit(replacementFrom: source)
        }
    }

    /// U+FFFD, made from `source`.
    mutating func emit(replacementFrom source: Range<Int>) {
        emit(0xEF, from: source)
        emit(0xBF, from: source)
        emit(0xBD, from: source)
    }
}
