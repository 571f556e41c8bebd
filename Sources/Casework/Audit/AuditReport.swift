/// What a proof of the audit trail found.
public struct AuditReport: Sendable, Equatable {
    /// Something that is not as it was written.
    public enum Fault: Sendable, Equatable, CustomStringConvertible {
        /// The record is not what it was: one of its columns was changed.
        case changed(Int)
        /// The record is gone, and perhaps those after it up to the next that is there.
        case removed(Int)
        /// In the place of record `at` stands what was written as record `was`.
        case moved(at: Int, was: Int)
        /// Records after this one were cut off: the checkpoint reached further.
        case cutOff(after: Int, checkpoint: Int)
        /// The chain up to the checkpoint is whole but is not the one that was signed.
        case rewritten(checkpoint: Int)
        /// The checkpoint is not signed by this store's key.
        case badCheckpoint
        /// What is sealed beside the record (a free text, the pieces of a message) is gone, or is not what the record
        /// commits to.
        case sealed(Int)

        /// The record at which it stands.
        var position: Int {
            switch self {
            case .changed(let number), .removed(let number), .moved(let number, _), .sealed(let number): number
            case .cutOff(let after, _): after + 1
            case .rewritten(let checkpoint): checkpoint
            case .badCheckpoint: 0
            }
        }

        /// One sentence without a full stop.
        public var description: String {
            switch self {
            case .changed(let number): "record \(number) was changed"
            case .removed(let number): "record \(number) was removed"
            case .moved(let at, let was): "record \(was) was moved: it stands as record \(at)"
            case .cutOff(let after, let checkpoint):
                "records \(after + 1) to \(checkpoint) were cut off: the checkpoint reaches to \(checkpoint)"
            case .rewritten(let checkpoint):
                "a record up to \(checkpoint) was changed and the chain made anew: its hash is not the checkpoint's"
            case .badCheckpoint: "the checkpoint is not signed by this store's key"
            case .sealed(let number): "what is sealed beside record \(number) was changed or removed"
            }
        }
    }

    /// In the order of the records; empty: all is as it was written.
    public var faults: [Fault]
    /// How many records there are.
    public var count: Int
    /// How far a checkpoint proves that nothing was cut off; 0 without one.
    public var proven: Int

    package init(faults: [Fault], count: Int, proven: Int) {
        self.faults = faults
        self.count = count
        self.proven = proven
    }

    /// Whether nothing was found.
    public var isWhole: Bool { faults.isEmpty }

    /// How far the proof reaches, in words.
    public var reach: String {
        guard isWhole else {
            return
                "records 1 to \(count) are not as they were written: \(faults.count) fault\(faults.count == 1 ? "" : "s") found"
        }
        if proven > 0 {
            return "records 1 to \(count) are one chain; the checkpoint proves that none up to \(proven) was cut off"
        }
        return "records 1 to \(count) are one chain; whether later ones were cut off only a checkpoint can tell"
    }
}
