import ArgumentParser
import Foundation

/// When progress is shown.
enum ProgressOption: String, ExpressibleByArgument, CaseIterable { case auto, always, never }

/// One line on standard error: how far a scan is, how fast, and how long it will still take.
final class Progress {
    /// Seconds between two lines.
    private static let interval = 0.25
    /// Seconds before the first: a short scan shows none.
    private static let patience = 1.0

    private let isShown: Bool
    private let totalBytes: Int?
    private let start = ContinuousClock.now
    private var last = 0.0
    private var isOnScreen = false

    /// Progress of a scan of so many bytes.
    init(_ option: ProgressOption, totalBytes: Int?) {
        isShown = option == .always || (option == .auto && Terminal.errorIsTerminal)
        self.totalBytes = totalBytes
    }

    /// Seconds since the scan began.
    var elapsed: Double {
        let duration = ContinuousClock.now - start
        return Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
    }

    /// Shows where the scan stands, now and then.
    func update(_ totals: ScanTotals) {
        let now = elapsed
        guard isShown, now >= Self.patience, now - last >= Self.interval else { return }
        last = now
        put("\r\u{1B}[K" + line(totals, seconds: now))
        isOnScreen = true
    }

    /// Takes the line away before something else is written.
    func clear() {
        guard isOnScreen else { return }
        put("\r\u{1B}[K")
        isOnScreen = false
    }

    /// Takes the line away for good.
    func finish() { clear() }

    private func line(_ totals: ScanTotals, seconds: Double) -> String {
        let rate = Double(totals.bytes) / max(seconds, 0.001)
        var line =
            "\(Number.grouped(totals.messages)) messages, \(Number.grouped(totals.flagged)) flagged, "
            + "\(Number.bytes(Int(rate)))/s"
        if let totalBytes, totalBytes > 0, rate > 0 {
            let left = Double(max(0, totalBytes - totals.bytes)) / rate
            line += ", \(min(100, totals.bytes * 100 / totalBytes))%, \(Number.clock(left)) left"
        }
        return line
    }

    private func put(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
