/// The state table as a Mermaid state diagram.
public enum CaseDiagram {
    /// The text of `docs/case-states.md`.
    public static var document: String {
        """
        # What can happen to a case

        Generated from `CaseTransition.table`; a test holds this file against it.

        ```mermaid
        \(mermaid)
        ```

        """
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
