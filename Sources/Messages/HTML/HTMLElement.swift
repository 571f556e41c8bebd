/// What an element means for the text.
struct HTMLElement: OptionSet, Sendable {
    let rawValue: UInt16

    /// Begins and ends on a line of its own.
    static let block = HTMLElement(rawValue: 1)
    /// Has an empty line before and after it.
    static let spaced = HTMLElement(rawValue: 2)
    /// A table cell: set off by a tab.
    static let cell = HTMLElement(rawValue: 4)
    /// Has no content.
    static let void = HTMLElement(rawValue: 8)
    /// A line break.
    static let lineBreak = HTMLElement(rawValue: 16)
    /// Its content is no text for the reader and no markup.
    static let raw = HTMLElement(rawValue: 32)
    static let quote = HTMLElement(rawValue: 64)
    static let heading = HTMLElement(rawValue: 128)
    /// Keeps its line breaks.
    static let preformatted = HTMLElement(rawValue: 256)
    /// Ends where one of its kind begins.
    static let selfEnding = HTMLElement(rawValue: 512)
    /// No end tag inside reaches beyond it, table parts apart.
    static let scope = HTMLElement(rawValue: 1024)
    /// A part of a table.
    static let tablePart = HTMLElement(rawValue: 2048)
    /// Not shown.
    static let hidden = HTMLElement(rawValue: 4096)
}
