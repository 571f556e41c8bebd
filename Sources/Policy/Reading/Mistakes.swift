import Detection

/// Collects mistakes, so that reading goes on after the first. Lives as long as one reading.
package final class Mistakes {
    private var found: [SettingsError] = []

    package init() {}

    /// In the order of the file.
    package var all: [SettingsError] {
        found.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }.map(\.element)
    }

    /// Runs `body`; its mistake is kept, and nil comes back.
    package func attempt<Value>(_ body: () throws -> Value) -> Value? {
        do {
            return try body()
        } catch let error as SettingsError {
            found.append(error)
        } catch {
            found.append(SettingsError(file: "", message: "cannot be read"))
        }
        return nil
    }

    package func add(_ mistake: SettingsError) { found.append(mistake) }

    /// The values of a mapping with these keys.
    package func fields(of node: SettingsNode, keys: [String]) -> Fields? {
        var unknown: [SettingsError] = []
        let nodes = attempt { try node.mapping(keys: keys, unknown: &unknown) }
        found += unknown
        return nodes.map { Fields(node: node, nodes: $0, mistakes: self) }
    }
}

/// The values of one mapping, each read on its own.
package struct Fields {
    package let node: SettingsNode
    package let nodes: [String: SettingsNode]
    let mistakes: Mistakes

    package func has(_ key: String) -> Bool { nodes[key] != nil }

    /// The value of `key`, nil where it is missing or a mistake.
    package func value<Value>(_ key: String, _ read: (SettingsNode) throws -> Value) -> Value? {
        guard let node = nodes[key] else { return nil }
        return mistakes.attempt {
            if node.isNull { throw node.error("has no value") }
            return try read(node)
        }
    }

    /// The value of `key`, whose absence is a mistake.
    package func required<Value>(_ key: String, _ read: (SettingsNode) throws -> Value) -> Value? {
        if !has(key) { mistakes.add(node.error("has no '\(key)'")) }
        return value(key, read)
    }

    /// The elements of the list at `key`, each read on its own; a single value stands for a list of one.
    package func list<Value>(_ key: String, _ read: (SettingsNode) throws -> Value) -> [Value] {
        guard let nodes = value(key, { $0.isList ? try $0.list() : [$0] }) else { return [] }
        return nodes.compactMap { element in
            mistakes.attempt {
                if element.isNull { throw element.error("has no value") }
                return try read(element)
            }
        }
    }

    /// The same, where a list without elements is a mistake; nil where the key is missing.
    package func filled<Value>(_ key: String, _ read: (SettingsNode) throws -> Value) -> [Value]? {
        guard let node = nodes[key] else { return nil }
        if let list = try? node.list(), list.isEmpty { mistakes.add(node.error("is empty")) }
        return list(key, read)
    }
}
