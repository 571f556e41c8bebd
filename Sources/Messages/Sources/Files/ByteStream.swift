/// Bytes that come one after the other.
protocol ByteStream: AnyObject {
    /// Appends what comes next, as much as is there and fits; appends nothing at the end only.
    func read(into buffer: inout OutputSpan<UInt8>) throws(InputProblem.Kind)
    /// Bytes of the file on disk that have been used.
    var consumed: Int { get }
    /// Bytes that are still to come, where that is known.
    var remaining: Int? { get }
}
