/// Where a case stands.
public enum CaseState: String, Codable, Sendable, CaseIterable {
    /// Waits for a reviewer.
    case queued
    /// A reviewer holds it by a lease.
    case claimed
    /// Decided, and what the decision sets going is not done yet.
    case decided
    /// Decided and done.
    case closed
}

/// What can happen to a case.
public enum CaseEvent: String, Sendable, CaseIterable {
    /// A message is taken and a case opened.
    case take
    /// The same message comes for another recipient.
    case join
    /// A reviewer takes it for the length of a lease.
    case claim
    /// The lease is made longer.
    case renew
    /// An approver gives it to somebody else.
    case reassign
    /// Its holder asks for more than they may see: the lease ends, the case stays theirs.
    case ask
    /// The request is answered, withdrawn or over: the lease runs again.
    case answer
    /// Its holder gives it back.
    case returnToQueue = "return-to-queue"
    /// A person says whether a finding was right.
    case verdict
    /// Decision: it may go on to whom it was sent.
    case release
    /// Decision: it may go on without what was found in it.
    case releaseRedacted = "release-redacted"
    /// Decision: what we have of it is destroyed.
    case erase
    /// It should never have been a case: it moves on unseen.
    case protect
    /// A person hands it to a higher level.
    case escalate
    /// Its deadline has passed, and the policy says what then.
    case deadline
    /// A person says whether a delivery in doubt arrived.
    case settle
    /// What the decision set going is done.
    case effectDone = "effect-done"
    /// What the decision set going cannot be done.
    case effectFailed = "effect-failed"
}
