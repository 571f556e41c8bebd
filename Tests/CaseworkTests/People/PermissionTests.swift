import Foundation
import Testing

@testable import Casework

@Suite("Permissions.csv, written by hand, and the code")
struct PermissionTests {
    static let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs/Permissions.csv")

    struct Row {
        var action: Action
        var state: String
        var cells: [Role: String]
    }

    static func rows() throws -> [Row] {
        try CommaSeparated.rows(String(contentsOf: file, encoding: .utf8)).map { row in
            Row(
                action: try #require(Action(rawValue: row["action"] ?? ""), "\(row["action"] ?? "")"),
                state: row["state"] ?? "",
                cells: Dictionary(uniqueKeysWithValues: Role.allCases.map { ($0, row[$0.rawValue] ?? "") }))
        }
    }

    /// What a cell says, read apart from the code: alternatives, each a set of conditions; none at all for `no`.
    static func alternatives(_ cell: String) throws -> [Set<Permissions.Condition>] {
        switch cell {
        case "no": return []
        case "yes": return [[]]
        default:
            return try cell.components(separatedBy: " or for ").enumerated().map { index, part in
                let words = index == 0 ? part : "for " + part
                // `not naming them or their unit` is one condition.
                return Set(
                    try words.components(separatedBy: "; ").map { word in
                        try #require(Permissions.Condition(rawValue: word), "\(word)")
                    })
            }
        }
    }

    @Test("has one row for every action and state, and no empty cell")
    func complete() throws {
        let rows = try Self.rows()
        let expected = Action.allCases.flatMap { action in action.object.states.map { "\(action.rawValue) \($0)" } }
        #expect(rows.map { "\($0.action.rawValue) \($0.state)" }.sorted() == expected.sorted())
        for row in rows { for role in Role.allCases { #expect(row.cells[role]?.isEmpty == false) } }
    }

    @Test("agree for every role, action and state, and every set of conditions that matter")
    func agree() throws {
        var compared = 0
        for row in try Self.rows() {
            for role in Role.allCases {
                let alternatives = try Self.alternatives(row.cells[role] ?? "")
                let person = Person(id: try ActorID("somebody"), roles: [role], level: 1)
                let mattering = alternatives.reduce(into: Set<Permissions.Condition>()) { $0.formUnion($1) }.sorted()
                let others = Set(Permissions.Condition.allCases).subtracting(mattering)
                for choice in 0..<(1 << mattering.count) {
                    let chosen = Set(mattering.indices.filter { choice & 1 << $0 != 0 }.map { mattering[$0] })
                    let says = alternatives.contains { chosen.isSuperset(of: $0) }
                    for holds in [chosen, chosen.union(others)] {
                        let answer = Permissions.decide(person, row.action, in: row.state, holds: holds)
                        #expect(
                            (answer == .allowed) == says,
                            "\(role.rawValue) \(row.action.rawValue) \(row.state) \(chosen.map(\.rawValue)): \(answer)")
                        compared += 1
                    }
                }
            }
        }
        #expect(compared > 1500)
    }

    @Test("every condition has a reason in words, and every refusal by role names the roles")
    func words() throws {
        for condition in Permissions.Condition.allCases { #expect(condition.refusal.count > 10) }
        let administrator = Person(id: try ActorID("admin"), roles: [.administrator], level: 0)
        #expect(
            Permissions.decide(administrator, .look, in: "queued", holds: Set(Permissions.Condition.allCases))
                == .notTheirRole(
                    reason: "it is for reviewer or approver or dpo; your roles are: administrator"))
    }

    @Test("a state in which the state table has no such event is a no")
    func states() throws {
        for row in try Self.rows() {
            guard let event = row.action.event else { continue }
            let possible = CaseTransition.states(for: event).contains { $0.rawValue == row.state }
            #expect(row.cells.values.contains { $0 != "no" } == possible, "\(row.action.rawValue) \(row.state)")
        }
    }
}

extension Permissions.Condition: Comparable {
    /// By their words.
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
