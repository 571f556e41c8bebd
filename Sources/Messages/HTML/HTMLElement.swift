/// What an element means for the text.
struct HTMLElement: OptionSet {
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

    /// The element whose name has this key; what is not listed runs on in the line.
    @inline(__always) static func named(_ key: UInt64) -> HTMLElement { byKey[key] ?? [] }

    /// A name of up to seven letters, and of longer ones the first seven and the length, in one number.
    @inline(__always) static func key(_ input: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
        var key = UInt64(truncatingIfNeeded: range.count)
        for position in range.prefix(7) { key = key << 8 | UInt64(input[position].asciiLowercased) }
        return key
    }

    private static let byKey: [UInt64: HTMLElement] = {
        var elements: [UInt64: HTMLElement] = [:]
        func add(_ element: HTMLElement, _ names: String...) {
            for name in names {
                let bytes = Array(name.utf8)
                elements[key(bytes.span, 0..<bytes.count)] = element
            }
        }
        add(
            .block, "div", "section", "article", "header", "footer", "main", "nav", "aside", "address", "fieldset",
            "form")
        add(.block, "center", "figure", "figcaption", "details", "summary", "dl", "legend", "body", "html", "optgroup")
        add([.block, .selfEnding], "li", "dt", "dd", "option")
        add([.block, .spaced, .selfEnding], "p")
        add([.block, .spaced], "ul", "ol", "menu", "dir")
        add([.block, .spaced, .scope, .tablePart], "table")
        add([.block, .tablePart], "tbody", "thead", "tfoot", "caption")
        add([.block, .tablePart, .selfEnding], "tr")
        add([.cell, .tablePart, .selfEnding, .scope], "td", "th")
        add([.block, .spaced, .heading], "h1", "h2", "h3", "h4", "h5", "h6")
        add([.block, .spaced, .quote], "blockquote")
        add([.block, .spaced, .preformatted], "pre", "listing")
        add([.void, .lineBreak], "br")
        add([.void, .block], "hr")
        add(
            .void, "img", "input", "meta", "link", "base", "area", "col", "embed", "param", "source", "track", "wbr",
            "frame")
        add(.raw, "script", "style", "title", "xmp", "iframe", "noembed", "noframes")
        add(.hidden, "template", "datalist")
        return elements
    }()
}
