import Foundation
import GRDB
import Vault

/// One value of a row, read without trusting it: what has another type than it should is an error, never a trap.
struct StoredValue {
    let value: DatabaseValue
    /// The column, for errors.
    let name: String

    var text: String { get throws { try some(optionalText) } }
    var integer: Int { get throws { try some(optionalInteger) } }
    var bytes: [UInt8] { get throws { try some(optionalBytes) } }

    var optionalText: String? {
        get throws {
            switch value.storage {
            case .string(let text): text
            case .null: nil
            default: throw CaseworkError.damaged(what: name)
            }
        }
    }

    var optionalInteger: Int? {
        get throws {
            switch value.storage {
            case .int64(let number): Int(number)
            case .null: nil
            default: throw CaseworkError.damaged(what: name)
            }
        }
    }

    var optionalBytes: [UInt8]? {
        get throws {
            switch value.storage {
            case .blob(let data): Array(data)
            case .null: nil
            default: throw CaseworkError.damaged(what: name)
            }
        }
    }

    var double: Double {
        get throws {
            guard case .double(let number) = value.storage else { throw CaseworkError.damaged(what: name) }
            return number
        }
    }

    var caseNumber: CaseNumber { get throws { try some(CaseNumber(text)) } }

    /// A value of a closed list by its raw text.
    func one<Value: RawRepresentable>(of type: Value.Type) throws -> Value where Value.RawValue == String {
        try some(Value(rawValue: text))
    }

    private func some<Value>(_ value: Value?) throws -> Value {
        guard let value else { throw CaseworkError.damaged(what: name) }
        return value
    }
}

/// Columns by their name. Looking for a name takes longer than reading a value: what is read very often goes by position.
extension Row {
    private func stored(_ column: String) -> StoredValue { StoredValue(value: self[column], name: column) }

    func text(_ column: String) throws -> String { try stored(column).text }
    func optionalText(_ column: String) throws -> String? { try stored(column).optionalText }
    func integer(_ column: String) throws -> Int { try stored(column).integer }
    func optionalInteger(_ column: String) throws -> Int? { try stored(column).optionalInteger }
    func double(_ column: String) throws -> Double { try stored(column).double }
    func bytes(_ column: String) throws -> [UInt8] { try stored(column).bytes }
    func optionalBytes(_ column: String) throws -> [UInt8]? { try stored(column).optionalBytes }
    func caseNumber(_ column: String) throws -> CaseNumber { try stored(column).caseNumber }

    /// A value of a closed list by its raw text.
    func value<Value: RawRepresentable>(_ column: String, as type: Value.Type) throws -> Value
    where Value.RawValue == String { try stored(column).one(of: type) }

    /// What stands sealed in two columns.
    func sealed(key: String = "key", content: String = "content") throws -> Sealed {
        Sealed(key: try SealedKey(bytes: try bytes(key)), content: try bytes(content))
    }
}

extension [UInt8] {
    /// As SQLite takes it.
    var data: Data { Data(self) }
}
