/// The state table as a Mermaid state diagram, and the table of decisions beside it.
public enum CaseDiagram {
    /// The text of `docs/case-states.md`.
    public static var document: String {
        """
        # What can happen to a case

        Generated from `CaseTransition.table`; a test holds this file against it.

        ```mermaid
        \(mermaid)
        ```

        # What can happen to a request

        Generated from `RequestTransition.table`.

        ```mermaid
        \(requests)
        ```

        # What can happen to an effect

        Generated from `EffectTransition.table`.

        ```mermaid
        \(effects)
        ```

        # What a decision does

        Generated from `DecisionRule.table`.

        | decision | source | what it does |
        |---|---|---|
        \(rules)

        """
    }

    private static var rules: String {
        DecisionRule.table.map { "| `\($0.decision.rawValue)` | \($0.source.rawValue) | \($0.does) |" }
            .joined(separator: "\n")
    }

    private static var requests: String {
        diagram(
            RequestTransition.table.map {
                ($0.from?.rawValue, $0.to.rawValue, $0.event.rawValue, $0.conditions.map(\.rawValue))
            })
    }

    private static var effects: String {
        diagram(
            EffectTransition.table.map {
                ($0.from?.rawValue, $0.to.rawValue, $0.event.rawValue, $0.conditions.map(\.rawValue))
            })
    }

    private static func diagram(_ rows: [(from: String?, to: String, event: String, conditions: [String])]) -> String {
        let lines = rows.map { row in
            let label = row.event + (row.conditions.isEmpty ? "" : " [\(row.conditions.joined(separator: ", "))]")
            return "    \(row.from ?? "[*]") --> \(row.to): \(label)"
        }
        return (["stateDiagram-v2"] + lines).joined(separator: "\n")
    }

    /// The diagram of cases alone.
    public static var mermaid: String {
        diagram(
            CaseTransition.table.map {
                ($0.from?.rawValue, $0.to.rawValue, $0.event.rawValue, $0.conditions.map(\.rawValue))
            })
    }
}
