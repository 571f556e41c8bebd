import Foundation
import Messages

/// Words by which the structure of a mail is recognised (`patterns/LANG/mail.yaml`): quoted replies, closings.
enum MailWords {
    /// The words of one language; none where the folder has no such file.
    static func load(folder: String, label: String) throws -> QuoteMarkers {
        let path = "\(folder)/mail.yaml"
        guard FileManager.default.fileExists(atPath: path) else { return .none }
        let root = try SettingsNode.load(path: path, name: "\(label)/mail.yaml")
        let keys = try root.mapping(keys: [
            "attribution", "original-message", "reply-headers", "closings", "disclaimer",
        ])
        return QuoteMarkers(
            attributionVerbs: try keys["attribution"]?.strings() ?? [],
            originalMessage: try keys["original-message"]?.strings() ?? [],
            replyHeaders: try keys["reply-headers"]?.strings() ?? [], closings: try keys["closings"]?.strings() ?? [])
    }
}

extension QuoteMarkers {
    /// The words of both.
    func merged(with other: QuoteMarkers) -> QuoteMarkers {
        QuoteMarkers(
            attributionVerbs: attributionVerbs + other.attributionVerbs,
            originalMessage: originalMessage + other.originalMessage, replyHeaders: replyHeaders + other.replyHeaders,
            closings: closings + other.closings)
    }
}
