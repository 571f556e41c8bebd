import Foundation
import Testing

@testable import Casework

@Suite("The state table")
struct CaseTransitionTests {
    static let document = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "docs/case-states.md")

    @Test("is what docs/case-states.md shows; INWARD_WRITE=1 writes the page")
    func page() throws {
        if ProcessInfo.processInfo.environment["INWARD_WRITE"] == "1" {
            try Data(CaseDiagram.document.utf8).write(to: Self.document)
        }
        #expect(try String(contentsOf: Self.document, encoding: .utf8) == CaseDiagram.document)
    }

    @Test("has a row for every event, reaches every state, and repeats no row")
    func whole() {
        let table = CaseTransition.table
        #expect(Set(table.map(\.event)) == Set(CaseEvent.allCases))
        #expect(Set(table.map(\.to)) == Set(CaseState.allCases))
        #expect(Set(table.map { "\($0.from?.rawValue ?? "") \($0.event) \($0.conditions)" }).count == table.count)
        #expect(Set(table.flatMap(\.conditions)) == Set(CaseCondition.allCases))
    }

    @Test("of decisions has one row for every decision and source")
    func decisions() {
        for decision in DecisionKind.allCases {
            for source in SourceKind.allCases {
                #expect(DecisionRule.table.count { $0.decision == decision && $0.source == source } == 1)
            }
        }
    }

    @Test(
        "says why an event is refused",
        arguments: [
            (CaseState.queued, CaseEvent.release, [], "is queued; release is for cases that are claimed or decided"),
            (.claimed, .claim, [.leaseRuns], "is claimed by somebody else until T"),
            (.claimed, .release, [.leaseRuns, .effect], "is not claimed by you"),
            (.claimed, .erase, [.holder, .leaseOver], "your claim of case 7k3m9qx has run out: claim it again"),
            (.closed, .claim, [], "is closed; claim is for cases that are queued or claimed"),
            (.decided, .release, [.effect], "it needs a failed effect before"),
            (.closed, .effectDone, [], "is closed; effect-done is for cases that are decided"),
        ] as [(CaseState, CaseEvent, [CaseCondition], String)])
    func refusals(state: CaseState, event: CaseEvent, holds: [CaseCondition], words: String) throws {
        let number = try #require(CaseNumber("7k3m9qx"))
        let error = #expect(throws: CaseworkError.self) {
            try CaseTransition.find(number, in: state, event, holds: Set(holds), leaseEnd: "T")
        }
        #expect(error?.description.hasSuffix(words) == true, "\(error?.description ?? "")")
    }
}
