import Foundation
import Messages

/// A message whose findings are known: one line of a labelled corpus.
public struct LabelledMessage: Sendable {
    /// A phrase that reveals a fact.
    public struct Span: Sendable {
        public var place: Place
        /// Byte range in the text of that place.
        public var bytes: Range<Int>
        public var category: Category
        public var polarity: Polarity
        public var explicit: Bool
        public var about: DataSubject
    }

    public var id: String
    public var message: Message
    public var labels: Set<Category>
    public var spans: [Span]
    public var isHardNegative: Bool

    /// Whether it holds no finding.
    public var isInnocent: Bool { labels.isEmpty }

    /// Reads a corpus in JSON Lines.
    ///
    /// - Throws: ``SettingsError`` naming the file, the line and what is wrong with it.
    public static func load(path: String) throws -> [LabelledMessage] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw SettingsError(file: path, message: "cannot be opened")
        }
        var messages: [LabelledMessage] = []
        var line = 0
        for record in data.split(separator: 0x0A, omittingEmptySubsequences: false) {
            line += 1
            guard record.contains(where: { $0 != 0x20 && $0 != 0x0D && $0 != 0x09 }) else { continue }
            do {
                messages.append(try LabelledRecord(json: Data(record)).message())
            } catch let error as LabelledRecord.Mistake {
                throw SettingsError(file: path, line: line, message: error.text)
            } catch {
                throw SettingsError(file: path, line: line, message: "is not a labelled message in JSON")
            }
        }
        return messages
    }
}
