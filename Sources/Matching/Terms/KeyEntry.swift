/// A place in the table of keys: the records that a key leads to.
struct KeyEntry: BitwiseCopyable, Sendable {
    var key: UInt64 = 0
    private var first: Int32 = 0
    /// How many records there are; none where the place is empty.
    private(set) var count: Int32 = 0

    /// An empty place.
    init() {}

    /// The place of `key`, whose records are `count` from `first` on.
    init(key: UInt64, first: Int32, count: Int32) {
        self.key = key
        self.first = first
        self.count = count
    }

    /// Whether all its records are among so many.
    func isWithin(_ records: Int) -> Bool { first >= 0 && count >= 0 && Int(first) + Int(count) <= records }

    /// The indexes of the records.
    var records: Range<Int> { Int(first)..<Int(first &+ count) }
}
