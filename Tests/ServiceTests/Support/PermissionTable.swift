import Casework
import Foundation

/// `docs/Permissions.csv`, as a privacy officer reads it: apart from the code.
struct PermissionTable {
    private var cells: [String: [Role: String]] = [:]

    init() throws {
        let lines = try String(contentsOfFile: Repository.root + "/docs/Permissions.csv", encoding: .utf8)
            .split(whereSeparator: \.isNewline).map { $0.split(separator: ",").map(String.init) }
        for line in lines.dropFirst() {
            var row: [Role: String] = [:]
            for (name, cell) in zip(lines[0], line).dropFirst(2) { row[Role(rawValue: name) ?? .reviewer] = cell }
            cells[line[0] + " " + line[1]] = row
        }
    }

    /// Whether a role may do an action to what is in a state, where these conditions hold; nil where there is no such cell.
    func allows(_ role: Role, _ action: Action, in state: String, where conditions: Set<String>) -> Bool? {
        switch cells["\(action.rawValue) \(state)"]?[role] {
        case nil: nil
        case "no": false
        case "yes": true
        case .some(let cell):
            cell.components(separatedBy: " or for ").enumerated().contains { index, part in
                let words = (index == 0 ? part : "for " + part).components(separatedBy: "; ")
                return conditions.isSuperset(of: words)
            }
        }
    }

    /// Every action that has a row.
    var actions: Set<String> { Set(cells.keys.compactMap { $0.split(separator: " ").first.map(String.init) }) }
}
