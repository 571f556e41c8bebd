import Foundation
import Messages

/// A message whose findings are known: one line of a labelled corpus.
public struct LabelledMessage: Sendable {
    /// A phrase that reveals a fact.
    public struct Span: Sendable {
        /// Where in the message it stands.
        public var place: Place
        /// Byte range in the text of that place.
        public var bytes: Range<Int>
        /// What it reveals.
        public var category: Category
        /// Whether the fact is said to hold or denied.
        public var polarity: Polarity
        /// Said outright, or to be inferred.
        public var explicit: Bool
        /// Whom it is about; nil where the corpus does not say.
        public var about: DataSubject?
    }

    /// The message's name in the corpus, unique in its file.
    public var id: String
    /// The message as detection sees it.
    public var message: Message
    /// The categories of which it holds a finding.
    public var labels: Set<Category>
    /// The phrases that reveal; empty where only the categories are known.
    public var spans: [Span]
    /// Whether it was written to look like a finding without being one.
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
                messages.append(try LabelledRecord(json: Data(record)).labelled())
            } catch let error as LabelledRecord.Mistake {
                throw SettingsError(file: path, line: line, message: error.text)
            } catch {
                throw SettingsError(file: path, line: line, message: "is not a labelled message in JSON")
            }
        }
        return messages
    }
}
