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

    /// The diagram alone.
    public static var mermaid: String {
        (["stateDiagram-v2"] + CaseTransition.table.map(line)).joined(separator: "\n")
    }

    private static func line(_ row: CaseTransition) -> String {
        let conditions = row.conditions.map(\.rawValue).joined(separator: ", ")
        let label = row.event.rawValue + (conditions.isEmpty ? "" : " [\(conditions)]")
        return "    \(row.from?.rawValue ?? "[*]") --> \(row.to.rawValue): \(label)"
    }
}
