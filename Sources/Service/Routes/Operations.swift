/// Everything that the service offers, in the order of the document.
struct Operations: Sendable {
    let store: StoreCalls
    let decisions: DecisionCalls
    let forms: FormDoors
    let inForce: InForce
    /// Where released messages are written.
    let releases: NamedFolder
    /// Where backups are made.
    let backups: NamedFolder
    /// Passwords are expensive to check, and guessed.
    let signIns: RateLimit
    let refused: RefusedCalls
    let isReady: @Sendable () -> Bool

    /// All of them.
    var all: [Operation] {
        let calls =
            health + formDoors + intake + queues + cases + requests + people + versions + audit + upkeep
        return calls + [document(of: calls)]
    }
}
