import HTTPTypes
import Messages

/// The body of a submission as the detector takes it.
enum FormBody {
    static let mediaTypes = ["application/json", "application/x-www-form-urlencoded", "multipart/form-data"]

    /// The submission. Throws ``Problem`` where a multipart has no boundary.
    static func message(_ call: Call) throws -> RawMessage {
        let type = call.headers[.contentType] ?? ""
        return RawMessage(source: "form", bytes: Bytes(call.body), form: try form(type))
    }

    private static func form(_ contentType: String) throws -> RawMessage.Form {
        switch contentType.prefix(while: { $0 != ";" }).lowercased() {
        case "application/x-www-form-urlencoded": return .urlencoded
        case "multipart/form-data":
            guard let boundary = boundary(contentType) else {
                throw Problem.badRequest("multipart/form-data comes without its boundary")
            }
            return .multipart(boundary: boundary)
        default: return .json
        }
    }

    /// RFC 2046 section 5.1.1.
    private static func boundary(_ contentType: String) -> String? {
        for parameter in contentType.split(separator: ";").dropFirst() {
            let parts = parameter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, parts[0].trimmingPrefix(while: \.isWhitespace).lowercased() == "boundary" else {
                continue
            }
            var value = parts[1][...]
            while value.last?.isWhitespace == true { value.removeLast() }
            if value.count >= 2, value.first == "\"", value.last == "\"" { value = value.dropFirst().dropLast() }
            return (1...70).contains(value.utf8.count) ? String(value) : nil
        }
        return nil
    }
}
