/// Everything that the service offers, in the order of the document.
struct Operations: Sendable {
    let store: StoreCalls
    let forms: FormDoors
    let isReady: @Sendable () -> Bool

    /// All of them.
    var all: [Operation] { health + formDoors }
}
