/// The elements that are open, as far as they matter: which text is hidden, quoted, a heading, preformatted.
struct HTMLOpenElements {
    private struct Entry {
        var key: UInt64
        var element: HTMLElement
        var role: HTMLTag.Role
    }

    private var stack: [Entry] = []
    private var hidden = 0
    private var quotes = 0
    private var headings = 0
    private var preformatted = 0
    private var attributions = 0
    private var signatures = 0
    /// Whether everything from here on is quoted, as Outlook marks it.
    private var quoteFollows = false

    /// Deeper elements are not kept; their end tags then find nothing to close.
    private static let deepest = 256

    /// Whether line breaks of the source count.
    var isPreformatted: Bool { preformatted > 0 }

    /// Whether something that matters was opened or closed since the kind was last taken.
    private(set) var hasChangedKind = false

    /// The region that text now belongs to.
    mutating func takeKind() -> Region.Kind? {
        hasChangedKind = false
        if hidden > 0 { return .hidden }
        if attributions > 0 { return .attribution }
        let depth = quotes + (quoteFollows ? 1 : 0)
        if depth > 0 { return .quote(depth: depth) }
        if signatures > 0 { return .signature }
        return headings > 0 ? .heading : nil
    }

    /// Opens the element of `tag`.
    mutating func open(_ tag: HTMLTag, _ element: HTMLElement) {
        if element.contains(.selfEnding) { endOpenOne(tag.key, element) }
        if tag.role == .quoteFollows {
            quoteFollows = true
            hasChangedKind = true
        }
        guard !element.contains(.void), stack.count < Self.deepest else { return }
        var element = element
        if tag.isHidden { element.insert(.hidden) }
        stack.append(Entry(key: tag.key, element: element, role: tag.role))
        count(element, tag.role, by: 1)
    }

    /// Closes the innermost open element with this name, and all in it; does nothing where none is in reach.
    mutating func close(_ key: UInt64, _ element: HTMLElement) {
        var index = stack.count - 1
        while index >= 0, stack[index].key != key {
            let other = stack[index].element
            let isBarrier =
                element.contains(.tablePart)
                ? other.contains(.scope) && other.contains(.block)
                : other.contains(.scope) || element.isInline && !other.isInline
            if isBarrier { return }
            index -= 1
        }
        if index >= 0 { pop(to: index) }
    }

    /// An element such as `li` ends the open one of its kind, unless another list or table lies between.
    private mutating func endOpenOne(_ key: UInt64, _ element: HTMLElement) {
        var index = stack.count - 1
        while index >= 0, stack[index].key != key {
            let other = stack[index].element
            if other.contains(.scope), !element.contains(.tablePart) || other.contains(.block) { return }
            if !element.contains(.tablePart), other.contains(.block), !other.contains(.selfEnding) { return }
            index -= 1
        }
        if index >= 0 { pop(to: index) }
    }

    private mutating func pop(to index: Int) {
        while stack.count > index, let entry = stack.popLast() { count(entry.element, entry.role, by: -1) }
    }

    @inline(__always) private mutating func count(_ element: HTMLElement, _ role: HTMLTag.Role, by step: Int) {
        guard role != .none || !element.isDisjoint(with: [.hidden, .quote, .heading, .preformatted]) else { return }
        hasChangedKind = true
        if element.contains(.hidden) { hidden += step }
        if element.contains(.quote) { quotes += step }
        if element.contains(.heading) { headings += step }
        if element.contains(.preformatted) { preformatted += step }
        if role == .attribution { attributions += step }
        if role == .signature { signatures += step }
    }
}

extension HTMLElement {
    /// Whether it runs on in the line.
    var isInline: Bool { isDisjoint(with: [.block, .cell]) }
}
