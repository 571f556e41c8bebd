import Foundation

/// Small things of setting plain text.
enum Text {
    /// A title with its lines indented below.
    static func section(_ title: String, _ lines: [String]) -> String {
        ([title + ":"] + lines.map { "  " + wrap($0, indent: 2) }).joined(separator: "\n")
    }

    /// Breaks at spaces so that no line is longer than 100, where there are spaces; the first is indented by the caller.
    static func wrap(_ text: String, indent: Int) -> String {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, indent + line.count + 1 + word.count > 100 {
                lines.append(line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        lines.append(line)
        return lines.joined(separator: "\n" + String(repeating: " ", count: indent))
    }

    /// Hours, or minutes where it is no whole number of hours.
    static func time(_ duration: Duration) -> String {
        let minutes = duration.components.seconds / 60
        if minutes % 60 != 0 { return "\(minutes) minutes" }
        return minutes == 60 ? "1 hour" : "\(minutes / 60) hours"
    }

    /// A share as a percentage with at most one decimal.
    static func percent(_ share: Double) -> String {
        let tenths = (share * 1000).rounded() / 10
        return tenths == tenths.rounded() ? "\(Int(tenths))%" : "\(tenths)%"
    }

    /// Minutes after midnight as `09:00`.
    static func clock(_ minutes: Int) -> String {
        let minute = minutes % 60
        return "\(minutes / 60 < 10 ? "0" : "")\(minutes / 60):\(minute < 10 ? "0" : "")\(minute)"
    }
}
