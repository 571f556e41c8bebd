import Foundation
import GRDB
import Vault

/// Columns read without trusting them: what has another type than it should is an error, never a trap.
extension Row {
    func text(_ column: String) throws -> String {
        guard let text = try optionalText(column) else { throw CaseworkError.damaged(what: column) }
        return text
    }

    func optionalText(_ column: String) throws -> String? {
        switch (self[column] as DatabaseValue).storage {
        case .string(let text): return text
        case .null: return nil
        default: throw CaseworkError.damaged(what: column)
        }
    }

    func integer(_ column: String) throws -> Int {
        guard let number = try optionalInteger(column) else { throw CaseworkError.damaged(what: column) }
        return number
    }

    func optionalInteger(_ column: String) throws -> Int? {
        switch (self[column] as DatabaseValue).storage {
        case .int64(let number): return Int(number)
        case .null: return nil
        default: throw CaseworkError.damaged(what: column)
        }
    }

    func double(_ column: String) throws -> Double {
        guard case .double(let number) = (self[column] as DatabaseValue).storage else {
            throw CaseworkError.damaged(what: column)
        }
        return number
    }

    func bytes(_ column: String) throws -> [UInt8] {
        guard let bytes = try optionalBytes(column) else { throw CaseworkError.damaged(what: column) }
        return bytes
    }

    func optionalBytes(_ column: String) throws -> [UInt8]? {
        switch (self[column] as DatabaseValue).storage {
        case .blob(let data): return Array(data)
        case .null: return nil
        default: throw CaseworkError.damaged(what: column)
        }
    }

    /// What stands sealed in two columns.
    func sealed(key: String = "key", content: String = "content") throws -> Sealed {
        Sealed(key: try SealedKey(bytes: try bytes(key)), content: try bytes(content))
    }

    /// A value of a closed list by its raw text.
    func value<Value: RawRepresentable>(_ column: String, as type: Value.Type) throws -> Value
    where Value.RawValue == String {
        guard let value = Value(rawValue: try text(column)) else { throw CaseworkError.damaged(what: column) }
        return value
    }

    func caseNumber(_ column: String) throws -> CaseNumber {
        guard let number = CaseNumber(try text(column)) else { throw CaseworkError.damaged(what: column) }
        return number
    }
}

extension [UInt8] {
    /// As SQLite takes it.
    var data: Data { Data(self) }
}
