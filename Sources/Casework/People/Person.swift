/// Who acts, as the store knows them at that moment: what they may is asked of this.
public struct Person: Sendable, Equatable {
    /// Their account's name.
    public var id: ActorID
    /// Their roles, with those of people they stand in for.
    public var roles: Set<Role>
    /// The highest level they hold, with those of people they stand in for; 0: none.
    public var level: Int
    /// The queues they work in, with those of people they stand in for; nil: all.
    public var queues: Set<String>?
    /// Their unit, whose members' mail is not theirs to review.
    public var unit: String?
    /// Where they are when they look, as a country or region; nil where nobody has said.
    public var region: String?
    /// Whom they stand in for now. They act in their own name.
    public var standsInFor: [ActorID] = []
    /// Whether the store has no accounts, so that the one who holds the key does everything, alone and recorded.
    public var isSoleOwner = false

    package init(
        id: ActorID, roles: Set<Role>, level: Int, queues: Set<String>? = nil, unit: String? = nil,
        region: String? = nil, standsInFor: [ActorID] = [], isSoleOwner: Bool = false
    ) {
        self.id = id
        self.roles = roles
        self.level = level
        self.queues = queues
        self.unit = unit
        self.region = region
        self.standsInFor = standsInFor
        self.isSoleOwner = isSoleOwner
    }

    /// Whether a queue is one of theirs.
    public func worksIn(_ queue: String) -> Bool { queues?.contains(queue) ?? true }

    /// Somebody with a store of their own.
    static func soleOwner(_ id: ActorID) -> Person {
        Person(id: id, roles: Set(Role.allCases), level: .max, queues: nil, isSoleOwner: true)
    }
}
