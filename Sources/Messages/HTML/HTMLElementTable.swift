/// The elements that mean something for the text, by name.
struct HTMLElementTable: Sendable {
    /// Open addressing by the keys of ``ByteScan/htmlName(in:from:)``: a key of 0 is a free place. More than half of the places are free.
    private var keys = [UInt64](repeating: 0, count: Self.size)
    private var elements = [HTMLElement](repeating: [], count: Self.size)
    private static let size = 512

    /// The one table there is.
    static let shared = HTMLElementTable()

    /// The element whose name has this key; what is not listed runs on in the line.
    @inline(__always) func element(_ key: UInt64) -> HTMLElement {
        var place = Self.place(of: key)
        while keys[place] != 0 {
            if keys[place] == key { return elements[place] }
            place = (place + 1) % Self.size
        }
        return []
    }

    @inline(__always) private static func place(of key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 55)
    }

    private mutating func add(_ element: HTMLElement, _ names: String...) {
        for name in names {
            let bytes = Array(name.utf8)
            let key = ByteScan.htmlName(in: bytes.span, from: 0).key
            var place = Self.place(of: key)
            while keys[place] != 0 { place = (place + 1) % Self.size }
            keys[place] = key
            elements[place] = element
        }
    }

    private init() {
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
    }
}
