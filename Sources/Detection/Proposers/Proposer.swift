/// Finds spans worth judging: the first of the two plugs of detection (DESIGN section 6).
///
/// The anchors of the rule packs are the first proposer; a sentence model is another. A proposer sees a whole message,
/// so that it can work on all sentences at once.
public protocol Proposer: Sendable {
    /// A short name that weights are fitted for.
    var name: String { get }
    /// Changes whenever its proposals change.
    var version: Int { get }
    /// The spans of a message that are worth judging.
    func propose(in message: MessageText, scratch: DetectorScratch) -> [Candidate]
}
