import Dispatch
import Synchronization

/// What `body` makes of each item, in the order of the items; on as many threads as the machine has cores.
public func concurrentMap<Item: Sendable, Result: Sendable>(
    _ items: [Item], _ body: @Sendable (Item) -> Result
) -> [Result] {
    let results = Mutex([Result?](repeating: nil, count: items.count))
    DispatchQueue.concurrentPerform(iterations: items.count) { index in
        let result = body(items[index])
        results.withLock { $0[index] = result }
    }
    return results.withLock { $0.compactMap { $0 } }
}

/// The same of work that can fail: throws the error of the first item that has one.
public func concurrentMap<Item: Sendable, Result: Sendable>(
    _ items: [Item], throwing body: @Sendable (Item) throws -> Result
) throws -> [Result] {
    try concurrentMap(items) { item in Swift.Result { try body(item) } }.map { try $0.get() }
}
