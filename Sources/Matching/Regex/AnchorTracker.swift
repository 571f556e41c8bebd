/// Sees the anchors and companions of all regexes go by, in the order of the text, and takes down where a regex has to be tried.
///
/// Places are counted on from text to text, so that what is left of an earlier text lies out of every window and nothing has to be cleared.
///
/// Invariant that makes the unsafe memory safe: `states` holds `capacity` initialised states, is replaced only by `begin`, and freed here; links
/// name regexes below the number that `begin` was told.
final class AnchorTracker {
    /// Where regexes have to be tried.
    // Only one search adds to it at a time: no need to ask at each anchor.
    @exclusivity(unchecked) private(set) var hits: [AnchorHit] = []
    /// How many places were left out because there were too many.
    private(set) var skipped = 0
    private var states: UnsafeMutablePointer<State>
    private var capacity: Int
    private var nextBase: UInt32 = AnchorTracker.firstBase

    /// Further than any window from the places of an earlier text.
    private static let firstBase: UInt32 = 4_096

    /// What is remembered of a regex.
    fileprivate struct State {
        /// The last companion that stands before an anchor, and the one before it: the last may stand inside of the anchor itself.
        var companion: UInt32 = 0
        var earlierCompanion: UInt32 = 0
        /// Which of the waiting anchors is the oldest.
        var oldest: UInt32 = 0
        /// Four anchors that wait for a companion.
        var waiting = InlineArray<4, Waiting>(repeating: Waiting())
    }

    fileprivate struct Waiting {
        var start: UInt32 = 0
        /// 0 where nothing waits.
        var length: UInt32 = 0
    }

    init() {
        capacity = 1
        states = .allocate(capacity: 1)
        states.initialize(to: State())
    }

    deinit { states.deallocate() }

    /// Puts the places in the order of regexes, and of the text for each.
    func sort() { hits.sort() }

    /// Gets ready for a matcher of so many regexes and a text of at most 2 GB.
    func begin(_ text: TextView, regexes: Int, limit: Int) -> View {
        hits.removeAll(keepingCapacity: true)
        skipped = 0
        let isFull = UInt64(nextBase) + UInt64(text.count) + UInt64(Self.firstBase) > UInt64(UInt32.max)
        if isFull || capacity < regexes {
            states.deallocate()
            capacity = max(capacity, regexes)
            states = .allocate(capacity: capacity)
            states.initialize(repeating: State(), count: capacity)
            nextBase = Self.firstBase
        }
        let base = nextBase
        nextBase += UInt32(text.count) + Self.firstBase
        return View(tracker: self, states: states, base: base, text: text, limit: limit)
    }

    private func take(_ regex: Int32, _ start: Int, _ length: Int, _ limit: Int) {
        guard hits.count < limit else {
            skipped += 1
            return
        }
        hits.append(AnchorHit(regex: regex, start: Int32(start), end: Int32(start &+ length)))
    }

    /// The tracker while one text is searched.
    struct View {
        fileprivate let tracker: AnchorTracker
        private let states: UnsafeMutablePointer<State>
        /// What is added to the places of this text.
        private let base: UInt32
        private let text: TextView
        private let limit: Int

        fileprivate init(
            tracker: AnchorTracker, states: UnsafeMutablePointer<State>, base: UInt32, text: TextView, limit: Int
        ) {
            self.tracker = tracker
            self.states = states
            self.base = base
            self.text = text
            self.limit = limit
        }

        /// Takes note of a term at `place` that means `link` to a regex.
        @inline(__always)
        func note(_ link: AnchorLink, _ place: Range<Int>) {
            let state = states + Int(link.regex)
            let now = base &+ UInt32(truncatingIfNeeded: place.lowerBound)
            switch link.role {
            case .anchor: tracker.take(link.regex, place.lowerBound, place.count, limit)
            case .anchorAfterCompanion:
                guard hasCompanion(link, state, place, now) else { return }
                tracker.take(link.regex, place.lowerBound, place.count, limit)
            case .anchorBeforeCompanion: wait(link, state, place, now)
            case .companionBefore:
                if state.pointee.companion != now { state.pointee.earlierCompanion = state.pointee.companion }
                state.pointee.companion = now
            case .companionBehind: release(link, state, now)
            }
        }

        /// Whether a companion stands near before an anchor.
        @inline(__always)
        private func hasCompanion(
            _ link: AnchorLink, _ state: UnsafeMutablePointer<State>, _ place: Range<Int>, _ now: UInt32
        ) -> Bool {
            var companion = state.pointee.companion
            if companion > now { companion = state.pointee.earlierCompanion }
            // Both inside of the anchor: there may have been another.
            if companion > now { return true }
            return now &- companion <= UInt32(RegexWindow.before)
                && text.hasSpaces(atMost: link.gap, in: Int(companion &- base)..<place.lowerBound)
        }

        /// Lets an anchor wait; where there is no room the oldest is tried at once if its companion may still come.
        @inline(__always)
        private func wait(_ link: AnchorLink, _ state: UnsafeMutablePointer<State>, _ place: Range<Int>, _ now: UInt32)
        {
            let oldest = Int(state.pointee.oldest & 3)
            let left = state.pointee.waiting[oldest]
            state.pointee.waiting[oldest] = Waiting(start: now, length: UInt32(truncatingIfNeeded: place.count))
            state.pointee.oldest &+= 1
            if isNear(left, now), text.hasSpaces(atMost: link.gap, in: Int(left.start &- base)..<place.lowerBound) {
                take(link, left)
            }
        }

        /// A companion has come: the anchors that wait near it are tried.
        private func release(_ link: AnchorLink, _ state: UnsafeMutablePointer<State>, _ now: UInt32) {
            for place in 0..<4 {
                let anchor = state.pointee.waiting[place]
                guard anchor.length > 0 else { continue }
                if isNear(anchor, now) {
                    let between = Int(anchor.start &- base)..<Int(now &- base)
                    guard text.hasSpaces(atMost: link.gap, in: between) else { continue }
                    take(link, anchor)
                }
                state.pointee.waiting[place].length = 0
            }
        }

        private func take(_ link: AnchorLink, _ anchor: Waiting) {
            tracker.take(link.regex, Int(anchor.start &- base), Int(anchor.length), limit)
        }

        private func isNear(_ anchor: Waiting, _ now: UInt32) -> Bool {
            anchor.length > 0 && anchor.start >= base && now &- anchor.start <= UInt32(RegexWindow.after)
        }
    }
}
