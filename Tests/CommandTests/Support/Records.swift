import Foundation
import Testing

/// JSON Lines as a reader sees them.
enum Records {
    /// One object a line; fails where a line is none.
    static func read(_ outcome: Outcome) throws -> [[String: Any]] {
        try outcome.lines.map { line in
            try #require(
                try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "a line is no JSON object")
        }
    }

    /// The member `name` of every record as text, `-` where it is null.
    static func member(_ name: String, of outcome: Outcome) throws -> [String] {
        try read(outcome).map { $0[name].map { "\($0)" } ?? "-" }
    }
}
