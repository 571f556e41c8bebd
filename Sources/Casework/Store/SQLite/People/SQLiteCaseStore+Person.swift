import Foundation
import GRDB
import Vault

/// Who acts, and whether they may.
extension SQLiteCaseStore {
    /// Roles whose holders can come to see what people wrote.
    static let seeing: Set<Role> = [.reviewer, .approver, .dpo]

    /// Who an id is at this moment: with the powers of those they stand in for.
    public func person(_ actor: ActorID, at time: Date) throws -> Person {
        try read { try person(actor, at: time, $0) }
    }

    func person(_ actor: ActorID, at time: Date, _ database: Database) throws -> Person {
        guard try database.has("SELECT 1 FROM accounts LIMIT 1") else { return .soleOwner(actor) }
        // Whoever has the store's files runs its service, and is its administrator without a token.
        if actor == .owner { return Person(id: actor, roles: [.administrator], level: 0, queues: []) }
        var person = try ownPowers(of: actor, database)
        let now = Moment.seconds(time)
        let absent = try database.rows(
            "SELECT absent FROM stand_ins WHERE deputy = ? AND starts <= ? AND ends > ? ORDER BY absent",
            [actor.description, now, now]
        ).map { try ActorID($0.text("absent")) }
        for id in absent {
            guard let other = try? ownPowers(of: id, database),
                Role.conflict(in: person.roles.union(other.roles)) == nil
            else { continue }
            person.roles.formUnion(other.roles)
            person.level = max(person.level, other.level)
            person.queues = person.queues.flatMap { own in other.queues.map(own.union) }
            person.standsInFor.append(id)
        }
        return person
    }

    private func ownPowers(of id: ActorID, _ database: Database) throws -> Person {
        let row = try database.row("SELECT settings FROM accounts WHERE id = ? AND active = 1", [id.description])
        guard let row else { throw CaseworkError.noAccount(id.description) }
        let settings: StoredSettings = try Self.decode(Array(try row.text("settings").utf8))
        return Person(
            id: id, roles: settings.roleSet, level: settings.level, queues: settings.queues.map(Set.init),
            unit: settings.unit, region: settings.region)
    }

    /// Whether the case names the person, whom they stand in for, or anybody of their unit.
    func isNamed(_ person: Person, in number: CaseNumber, _ database: Database) throws -> Bool {
        if person.isSoleOwner { return false }
        return try database.has(
            """
            SELECT 1 FROM addresses JOIN account_addresses USING (address) JOIN accounts ON id = account
                WHERE case_number = ? AND (account IN (SELECT value FROM json_each(?)) OR unit = ?)
            """, [number.description, Self.ids(of: person), person.unit])
    }

    /// The person and those they stand in for, as JSON.
    static func ids(of person: Person) throws -> String {
        try json(([person.id] + person.standsInFor).map(\.description))
    }

    /// Whether they may do something that is done to no case and no request; a refusal is recorded.
    public func authorize(_ action: Action, by actor: ActorID, at time: Date) throws {
        try acting(action, by: actor, at: time) { database, person in
            try allow(action, person, holds: [], in: "-")
        }
    }

    /// One transaction in which somebody acts. Where it is refused, that is recorded in another.
    func acting<Result>(
        _ action: Action, on number: CaseNumber? = nil, by actor: ActorID, at time: Date,
        _ body: (Database, Person) throws -> Result
    ) throws -> Result {
        do {
            return try write { try body($0, try person(actor, at: time, $0)) }
        } catch let error as CaseworkError {
            if let code = error.refusalCode {
                try write { try recordRefusal(action, code, on: number, by: actor, at: time, $0) }
            }
            throw error
        }
    }

    /// Throws unless the person may.
    func allow(_ action: Action, _ person: Person, holds: Set<Permissions.Condition>, in state: String) throws {
        var holds = holds
        if person.isSoleOwner { holds.formUnion(Set(Permissions.Condition.allCases).subtracting([.unprotected])) }
        switch Permissions.decide(person, action, in: state, holds: holds) {
        case .allowed: return
        case .notTheirRole(let reason): throw CaseworkError.forbidden(action: action, reason: reason)
        case .notInState: throw CaseworkError.forbidden(action: action, reason: "it is \(state)")
        case .refused(let condition): throw CaseworkError.forbidden(action: action, reason: condition.refusal)
        }
    }

    /// The same for a case, whose queue, level and names are looked at.
    func allow(
        _ action: Action, _ row: CaseRow, _ person: Person, also: Set<Permissions.Condition> = [], _ database: Database
    ) throws {
        var holds = also
        if person.worksIn(row.queue) { holds.insert(.queue) }
        if person.level >= row.level { holds.insert(.level) }
        if try !isNamed(person, in: row.number, database) { holds.insert(.unnamed) }
        if !row.isProtected { holds.insert(.unprotected) }
        let everything = person.isSoleOwner ? holds.union(Permissions.Condition.allCases) : holds
        if case .notInState = Permissions.decide(person, action, in: row.state.rawValue, holds: everything),
            let event = action.event
        {
            throw CaseworkError.wrongState(
                row.number, state: row.state, event: event, allowed: CaseTransition.states(for: event))
        }
        try allow(action, person, holds: holds, in: row.state.rawValue)
    }

    /// How many refusals of one action by one person are recorded one by one in an hour; the rest are counted.
    static let refusalsAnHour = 5

    /// Records a call that was refused before it was known who made it.
    public func recordRefusal(_ reason: DoorRefusal, more: Int, at time: Date) throws {
        try write { database in
            try append(
                AuditRecord(
                    more > 0 ? .refusedMore : .refused, of: nil, by: .machine, time: Moment.seconds(time),
                    codes: ["call", reason.rawValue] + (more > 0 ? ["\(more)"] : [])), database)
        }
    }

    /// Records that somebody was refused an action; past some an hour they are counted.
    func recordRefusal(
        _ action: Action, _ code: String, on number: CaseNumber?, by actor: ActorID, at time: Date, _ database: Database
    ) throws {
        let now = Moment.seconds(time)
        let hour = now / 3600
        let before = try database.row(
            "SELECT hour, count FROM refusals WHERE actor = ? AND action = ?", [actor.description, action.rawValue])
        let last = try before.map { (hour: try $0.integer("hour"), count: try $0.integer("count")) }
        let count = last?.hour == hour ? (last?.count ?? 0) + 1 : 1
        if let last, last.hour != hour, last.count > Self.refusalsAnHour {
            try append(
                AuditRecord(
                    .refusedMore, of: nil, by: actor, time: now,
                    codes: [action.rawValue, "\(last.count - Self.refusalsAnHour)"]), database)
        }
        try database.run(
            "INSERT OR REPLACE INTO refusals VALUES (?, ?, ?, ?)", [actor.description, action.rawValue, hour, count])
        guard count <= Self.refusalsAnHour else { return }
        try append(
            AuditRecord(.refused, of: number, by: actor, time: now, codes: [action.rawValue, code]), database)
    }
}

/// The part of ``AccountSettings`` that stands in the clear, and digests of the rest.
struct StoredSettings: Codable {
    var roles: [String]
    var level: Int
    var queues: [String]?
    var unit: String?
    var region: String?
    /// Hexadecimal keyed digests; only in what waits for confirmation.
    var addresses: [String]?

    init(_ settings: AccountSettings, digests: [[UInt8]]?) {
        roles = settings.roles.sorted().map(\.rawValue)
        level = settings.level
        queues = settings.queues?.sorted()
        unit = settings.unit
        region = settings.region
        addresses = digests?.map(Hex.text)
    }

    var roleSet: Set<Role> { Set(roles.compactMap(Role.init)) }

    var settings: AccountSettings {
        AccountSettings(roles: roleSet, level: level, queues: queues.map(Set.init), unit: unit, region: region)
    }
}
