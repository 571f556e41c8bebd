/// Sees the anchors and companions of all regexes go by, in the order of the text, and takes down where a regex has to be tried.
///
/// Places are counted on from text to text, so that what is left of an earlier text lies out of every window and nothing has to be cleared.
struct AnchorTracker {
    /// Where regexes have to be tried.
    private(set) var hits: [AnchorHit] = []
    private var states: [State] = []
    /// What is added to the places of this text.
    private var base: UInt32 = 0
    private var nextBase: UInt32 = Self.firstBase

    /// Further than any window from the places of an earlier text.
    private static let firstBase: UInt32 = 4_096

    /// What is remembered of a regex.
    private struct State {
        /// The last companion that stands before an anchor.
        var companion: UInt32 = 0
        /// Which of the waiting anchors is the oldest.
        var oldest = 0
        /// Anchors that wait for a companion, with their lengths.
        var waiting: (Waiting, Waiting, Waiting, Waiting) = (Waiting(), Waiting(), Waiting(), Waiting())

        /// The waiting anchor number `index` of four.
        subscript(index: Int) -> Waiting {
            get {
                switch index {
                case 0: waiting.0
                case 1: waiting.1
                case 2: waiting.2
                default: waiting.3
                }
            }
            set {
                switch index {
                case 0: waiting.0 = newValue
                case 1: waiting.1 = newValue
                case 2: waiting.2 = newValue
                default: waiting.3 = newValue
                }
            }
        }
    }

    private struct Waiting {
        var start: UInt32 = 0
        var length: UInt32 = 0
    }

    /// Gets ready for a text of `length` bytes and a matcher of so many regexes.
    mutating func begin(length: Int, regexes: Int) {
        hits.removeAll(keepingCapacity: true)
        if UInt64(nextBase) + UInt64(length) + UInt64(Self.firstBase) > UInt64(UInt32.max) {
            states.removeAll(keepingCapacity: true)
            nextBase = Self.firstBase
        }
        base = nextBase
        nextBase += UInt32(length) + Self.firstBase
        if states.count < regexes { states += Array(repeating: State(), count: regexes - states.count) }
    }

    /// Puts the places in the order of regexes, and of the text for each.
    mutating func sort() { hits.sort() }

    /// Takes note of a term at `place` of `text` that means `link` to a regex.
    /// - Returns: How many places had to be left out because there are `limit` already.
    mutating func note(_ link: AnchorLink, _ place: Range<Int>, in text: TextView, limit: Int) -> Int {
        let index = Int(link.regex)
        let now = base &+ UInt32(truncatingIfNeeded: place.lowerBound)
        switch link.role {
        case .anchor:
            return take(link.regex, place, limit)
        case .anchorAfterCompanion:
            let companion = states[index].companion
            guard now &- companion <= UInt32(RegexWindow.before) else { return 0 }
            let isNear = text.hasSpaces(atMost: link.gap, in: Int(companion &- base)..<place.lowerBound)
            return isNear ? take(link.regex, place, limit) : 0
        case .anchorBeforeCompanion:
            return wait(index, place, now, limit)
        case .companionBefore:
            states[index].companion = now
            return 0
        case .companionBehind:
            return release(index, now, link.gap, text, limit)
        }
    }

    private mutating func take(_ regex: Int32, _ place: Range<Int>, _ limit: Int) -> Int {
        guard hits.count < limit else { return 1 }
        hits.append(AnchorHit(regex: regex, start: Int32(place.lowerBound), end: Int32(place.upperBound)))
        return 0
    }

    private mutating func take(_ index: Int, _ anchor: Waiting, _ limit: Int) -> Int {
        let start = Int(anchor.start &- base)
        return take(Int32(index), start..<start &+ Int(anchor.length), limit)
    }

    /// Lets an anchor wait; where there is no room the oldest is tried at once if its companion may still come.
    private mutating func wait(_ index: Int, _ place: Range<Int>, _ now: UInt32, _ limit: Int) -> Int {
        let oldest = states[index].oldest
        let left = states[index][oldest]
        states[index][oldest] = Waiting(
            start: base &+ UInt32(truncatingIfNeeded: place.lowerBound), length: UInt32(truncatingIfNeeded: place.count)
        )
        states[index].oldest = (oldest &+ 1) & 3
        return isNear(left, now) ? take(index, left, limit) : 0
    }

    /// A companion has come: the anchors that wait near it are tried.
    private mutating func release(_ index: Int, _ now: UInt32, _ gap: UInt8, _ text: TextView, _ limit: Int) -> Int {
        var skipped = 0
        for place in 0..<4 {
            let anchor = states[index][place]
            guard anchor.length > 0 else { continue }
            guard isNear(anchor, now) else {
                states[index][place].length = 0
                continue
            }
            let between = Int(anchor.start &- base)..<Int(now &- base)
            guard text.hasSpaces(atMost: gap, in: between) else { continue }
            states[index][place].length = 0
            skipped &+= take(index, anchor, limit)
        }
        return skipped
    }

    private func isNear(_ anchor: Waiting, _ now: UInt32) -> Bool {
        anchor.length > 0 && anchor.start >= base && anchor.start <= now
            && now &- anchor.start <= UInt32(RegexWindow.after)
    }
}
