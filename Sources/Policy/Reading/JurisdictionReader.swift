import Detection
import Foundation

/// Reads the jurisdictions of a policy.
struct JurisdictionReader {
    let mistakes: Mistakes

    static let keys = [
        "zone", "hours", "days", "holidays", "basis", "condition", "assessment", "informed", "staff-agreement",
        "outbound-ground",
    ]

    func jurisdictions(from fields: Fields) -> [String: Jurisdiction] {
        guard let entries = fields.value("jurisdictions", { try $0.mapping() }) else { return [:] }
        return entries.reduce(into: [:]) { $0[$1.key] = jurisdiction(key: $1.key, $1.value) }
    }

    private func jurisdiction(key: String, _ node: SettingsNode) -> Jurisdiction? {
        guard let fields = mistakes.fields(of: node, keys: Self.keys) else { return nil }
        return Jurisdiction(
            key: key, workingHours: workingHours(fields), basis: ground("basis", fields),
            condition: ground("condition", fields), assessment: ground("assessment", fields),
            informed: ground("informed", fields), staffAgreement: ground("staff-agreement", fields),
            outboundGround: ground("outbound-ground", fields))
    }

    private func ground(_ key: String, _ fields: Fields) -> String? {
        fields.value(key) { try $0.wordsOrNone() } ?? nil
    }

    private func workingHours(_ fields: Fields) -> WorkingHours {
        var hours = WorkingHours(zone: fields.required("zone", zone) ?? .gmt)
        if let span = fields.value("hours", clockSpan) {
            hours.opens = span.opens
            hours.closes = span.closes
        }
        if let days = fields.filled("days", weekday) { hours.weekdays = Set(days) }
        hours.holidays = Set(fields.list("holidays", day))
        return hours
    }

    private func zone(_ node: SettingsNode) throws -> TimeZone {
        let name = try node.words()
        // Foundation also takes abbreviations, which mean different things in different places.
        guard name == "UTC" || name.contains("/"), let zone = TimeZone(identifier: name) else {
            throw node.error("'\(name)' is not a time zone, as in Europe/Dublin")
        }
        return zone
    }

    /// `09:00-17:30`, in minutes after midnight.
    private func clockSpan(_ node: SettingsNode) throws -> (opens: Int, closes: Int) {
        let text = try node.words()
        let times = text.split(separator: "-", omittingEmptySubsequences: false).map(minutes)
        guard times.count == 2, let opens = times[0], let closes = times[1], opens < closes else {
            throw node.error("'\(text)' should be two times of one day, as in \"09:00-17:30\"")
        }
        return (opens, closes)
    }

    private func minutes(_ text: Substring) -> Int? {
        let parts = text.trimmingCharacters(in: .whitespaces).split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]),
            (0...24).contains(hour), (0...59).contains(minute), hour < 24 || minute == 0
        else { return nil }
        return hour * 60 + minute
    }

    private func weekday(_ node: SettingsNode) throws -> Int {
        let names = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
        let text = try node.words()
        guard let index = names.firstIndex(of: text.lowercased()) else {
            throw node.error("'\(text)' should be a day of the week, as in mon")
        }
        return index + 1
    }

    private func day(_ node: SettingsNode) throws -> WorkingHours.Day {
        let text = try node.words()
        let parts = text.split(separator: "-").compactMap { Int($0) }
        guard text.count == 10, parts.count == 3, isDay(parts[0], parts[1], parts[2]) else {
            throw node.error("'\(text)' should be a date, as in 2026-12-25")
        }
        return WorkingHours.Day(year: parts[0], month: parts[1], day: parts[2])
    }

    private func isDay(_ year: Int, _ month: Int, _ day: Int) -> Bool {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return year >= 1900 && (1...12).contains(month) && day >= 1 && day <= lengths[month - 1]
    }
}
