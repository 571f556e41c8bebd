/// One way in which a regex is found: it is tried at each of its anchors, and only where a companion stands near.
struct AnchorBranch {
    /// Words one of which stands in every match of this branch.
    private(set) var anchors: Set<Term>
    /// Other words one of which also stands in every match; none where nothing more is certain.
    private(set) var companions: Set<Term> = []
    /// Whether the companions stand behind the anchor; otherwise before it.
    private(set) var companionsFollow = false
    /// The most runs of white space from the start of an anchor to that of its companion, or the other way round.
    private(set) var gap = AnchorReach.unbounded
    /// How far before an anchor a match may begin.
    private(set) var reach = AnchorReach.none
    /// What this costs, very roughly in nanoseconds for a million words of ordinary text.
    private(set) var effort: Int

    /// What it costs to take note of an anchor or a companion, in nanoseconds.
    private static let hitEffort = 40

    /// Anchors that somebody gives.
    init(given anchors: [String], _ costs: AnchorCost) throws {
        let terms = try anchors.map { try Term($0, isCaseSensitive: false) }
        self.anchors = Set(terms)
        let cost = terms.reduce(0) { $0 + costs.of($1.program, TermWords($1.program).words, isCut: $1.isPrefix) }
        effort = cost * (Self.hitEffort + reach.effort)
    }

    /// The cheapest of what `choices` offer, which stand in the order of a match, or nil where there is none.
    init?(_ choices: [AnchorChoice]) {
        let pairs = choices.indices.flatMap { first in
            [(first, Int?.none)] + choices.indices.filter { $0 != first }.map { (first, $0) }
        }
        let efforts = pairs.map { Self.effort(choices, $0.0, $0.1) }
        guard let best = efforts.indices.min(by: { efforts[$0] < efforts[$1] }) else { return nil }
        let (first, second) = pairs[best]
        anchors = Set(choices[first].anchors)
        reach = AnchorReach(choices[first])
        effort = efforts[best]
        guard let second else { return }
        companions = Set(choices[second].anchors)
        companionsFollow = second > first
        gap = AnchorReach(choices[max(first, second)]).spaces
    }

    /// One branch of several that need no companions.
    init?(joining branches: [AnchorBranch]) {
        guard var joined = branches.first else { return nil }
        for branch in branches.dropFirst() {
            joined.anchors.formUnion(branch.anchors)
            joined.reach.formUnion(branch.reach)
            joined.effort += branch.effort
        }
        joined.companions = []
        self = joined
    }

    /// Whether trying at every anchor costs so little that it needs no branch of its own.
    var isCheap: Bool { companions.isEmpty && effort <= 60_000 }

    private static func effort(_ choices: [AnchorChoice], _ first: Int, _ second: Int?) -> Int {
        let anchor = choices[first]
        let trial = AnchorReach(anchor).effort
        guard let second else { return anchor.cost * (hitEffort + trial) }
        // The words among which the companion has to be, in ten thousand of which it stands so often.
        let words = min(100, AnchorReach(choices[max(first, second)]).spaces + 1)
        let share = min(10_000, choices[second].cost * words / 100)
        return (anchor.cost + choices[second].cost) * hitEffort + anchor.cost * (hitEffort + trial * share / 10_000)
    }
}

/// How far before an anchor a match may begin.
struct AnchorReach: Sendable {
    /// In bytes.
    var bytes: Int
    /// In runs of white space.
    var spaces: Int

    /// More runs of white space than a window is asked for.
    static let unbounded = 64

    /// As far as the window goes.
    static let none = AnchorReach(bytes: RegexWindow.before, spaces: unbounded)

    /// What is known of `choice`.
    init(_ choice: AnchorChoice) {
        bytes = min(choice.reach ?? RegexWindow.before, RegexWindow.before)
        spaces = min(choice.spaces ?? Self.unbounded, Self.unbounded)
    }

    /// Numbers that were kept; nil where a window or its spaces can't be so many.
    init?(kept bytes: Int, _ spaces: Int) {
        guard (0...RegexWindow.before).contains(bytes), (0...Self.unbounded).contains(spaces) else { return nil }
        (self.bytes, self.spaces) = (bytes, spaces)
    }

    private init(bytes: Int, spaces: Int) {
        self.bytes = bytes
        self.spaces = spaces
    }

    /// The further of both.
    mutating func formUnion(_ other: AnchorReach) {
        bytes = max(bytes, other.bytes)
        spaces = max(spaces, other.spaces)
    }

    /// What a trial costs, very roughly in nanoseconds.
    var effort: Int { 200 + 10 * min(bytes, (spaces + 1) * 6) }
}
