import Foundation
import GRDB
import Vault

extension SQLiteCaseStore {
    /// Has somebody stand in for another from a moment to a moment: they get the other's queues, level and roles, and act
    /// in their own name.
    public func setStandIn(
        _ deputy: ActorID, for absent: ActorID, from starts: Date, until ends: Date, by actor: ActorID, at time: Date
    ) throws -> StandIn {
        guard deputy != absent else { throw CaseworkError.badAccount(reason: "nobody stands in for themselves") }
        guard starts < ends, ends > time, ends.timeIntervalSince(starts) <= 366 * 86400 else {
            throw CaseworkError.badAccount(reason: "a stand-in has a start and a later end, at most a year apart")
        }
        return try acting(.changeStandIns, by: actor, at: time) { database, person in
            var holds: Set<Permissions.Condition> = absent == actor ? [.own] : []
            if deputy != actor { holds.insert(.notDeputy) }
            try allow(.changeStandIns, person, holds: holds, in: "-")
            let roles = try account(deputy, database).settings.roles.union(account(absent, database).settings.roles)
            if let conflict = Role.conflict(in: roles) { throw CaseworkError.badAccount(reason: conflict) }
            let id = Hex.text(Secret.random(4))
            try database.run(
                "INSERT INTO stand_ins VALUES (?, ?, ?, ?, ?)",
                [id, absent.description, deputy.description, Moment.seconds(starts), Moment.seconds(ends)])
            try append(
                AuditRecord(
                    .standInSet, of: nil, by: actor, time: Moment.seconds(time),
                    codes: [
                        id, absent.description, deputy.description, "\(Moment.seconds(starts))-\(Moment.seconds(ends))",
                    ]),
                database)
            return StandIn(id: id, absent: absent, deputy: deputy, starts: starts, ends: ends)
        }
    }

    /// Ends a stand-in now.
    public func endStandIn(_ id: String, by actor: ActorID, at time: Date) throws {
        try acting(.endStandIns, by: actor, at: time) { database, person in
            let row = try database.row("SELECT * FROM stand_ins WHERE id = ?", [id])
            guard let row else { throw CaseworkError.badAccount(reason: "there is no stand-in \(id)") }
            // Who got the powers may give them back, as who gave them may take them back.
            let isTheirs = try [row.text("deputy"), row.text("absent")].contains(actor.description)
            try allow(.endStandIns, person, holds: isTheirs ? [.own] : [], in: "-")
            try database.run("UPDATE stand_ins SET ends = min(ends, ?) WHERE id = ?", [Moment.seconds(time), id])
            try append(
                AuditRecord(.standInEnded, of: nil, by: actor, time: Moment.seconds(time), codes: [id]), database)
        }
    }

    /// Stand-ins that are not over.
    public func standIns(by actor: ActorID, at time: Date) throws -> [StandIn] {
        try acting(.readStandIns, by: actor, at: time) { database, person in
            try allow(.readStandIns, person, holds: [], in: "-")
            return try database.rows(
                "SELECT * FROM stand_ins WHERE ends > ? ORDER BY starts, id", [Moment.seconds(time)]
            ).map {
                StandIn(
                    id: try $0.text("id"), absent: try ActorID($0.text("absent")),
                    deputy: try ActorID($0.text("deputy")), starts: Moment.date(try $0.integer("starts")),
                    ends: Moment.date(try $0.integer("ends")))
            }
        }
    }
}
