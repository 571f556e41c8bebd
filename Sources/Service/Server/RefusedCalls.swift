import Casework
import Foundation
import Logging
import Synchronization

/// Records calls that were refused before it was known who made them. The first of a kind in an hour are recorded one by
/// one; the rest are counted in memory and recorded as one number, so that nobody without a token can keep the disk busy
/// or fill the audit trail. A service that is killed loses the number of the hour that runs, and no record.
final class RefusedCalls: Sendable {
    private struct Hour {
        var number = 0
        var count = 0
    }

    /// How many of one kind are recorded one by one in an hour.
    static let anHour = 5
    private let hours = Mutex<[DoorRefusal: Hour]>([:])
    private let store: StoreCalls
    private let logger: Logger

    init(_ store: StoreCalls, logger: Logger) {
        self.store = store
        self.logger = logger
    }

    /// Records or counts one; before the caller is told.
    func record(_ reason: DoorRefusal, at time: Date) async {
        let (isRecorded, more) = hours.withLock { hours in
            var hour = hours[reason] ?? Hour()
            let more = Self.turn(&hour, at: time)
            hour.count += 1
            hours[reason] = hour
            return (hour.count <= Self.anHour, more)
        }
        if more > 0 { await write(reason, more: more, at: time) }
        if isRecorded { await write(reason, more: 0, at: time) }
    }

    /// Records what was counted in hours that are over.
    func flush(at time: Date) async {
        let counted = hours.withLock { hours in
            hours.keys.sorted { $0.rawValue < $1.rawValue }.compactMap { reason -> (DoorRefusal, Int)? in
                guard var hour = hours[reason] else { return nil }
                let more = Self.turn(&hour, at: time)
                hours[reason] = hour
                return more > 0 ? (reason, more) : nil
            }
        }
        for (reason, more) in counted { await write(reason, more: more, at: time) }
    }

    /// Begins another hour where the last is over; how many of that were only counted.
    private static func turn(_ hour: inout Hour, at time: Date) -> Int {
        let now = Int((time.timeIntervalSince1970 / 3600).rounded(.down))
        guard hour.number != now else { return 0 }
        let more = max(hour.count - anHour, 0)
        hour = Hour(number: now)
        return more
    }

    /// The caller is refused either way: a store that is away changes nothing of that.
    private func write(_ reason: DoorRefusal, more: Int, at time: Date) async {
        do {
            try await store { try await $0.recordRefusal(reason, more: more, at: time) }
        } catch {
            logger.error("a refusal was not recorded", metadata: ["reason": "\(Problem.reason(error))"])
        }
    }
}
