import Foundation
import Matching

/// Measures our matcher and Hyperscan on the same text with the same terms, by turns in one process.
@main
struct MatcherBenchmark {
    static func main() throws {
        guard let arguments = Arguments(CommandLine.arguments.dropFirst()) else {
            FileHandle.standardError.write(Data((Arguments.usage + "\n").utf8))
            exit(64)
        }
        let text = try bytes(of: arguments.text)
        let terms =
            try arguments.terms.map { TermList.read(try bytes(of: $0)) }
            ?? TermList.make(from: text, count: arguments.count, seed: arguments.seed)
        print("text \(text.count) bytes, \(terms.count) terms, \(arguments.runs) runs each")
        var matcher: Matcher?
        let building = try time { matcher = try build(terms, prefixes: arguments.prefixes) }
        var hyperscan: Hyperscan?
        let compiling = try time { hyperscan = try Hyperscan(terms) }
        print("built in \(milliseconds(building)), Hyperscan in \(milliseconds(compiling))")
        guard let matcher, let hyperscan else { return }
        try compare(matcher, hyperscan, text, runs: arguments.runs)
    }

    private static func bytes(of path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    private static func build(_ terms: [String], prefixes: Int) throws -> Matcher {
        var builder = MatcherBuilder()
        for (index, term) in terms.enumerated() { try builder.addTerm(term, pattern: Int32(index)) }
        // Their number is that of no other term, so that they are not counted below.
        for term in terms.prefix(prefixes) { try builder.addTerm(term.prefix(5) + "zz*", pattern: -1) }
        return try builder.build()
    }

    private static func compare(_ matcher: Matcher, _ hyperscan: Hyperscan, _ text: [UInt8], runs: Int) throws {
        let scratch = MatcherScratch(limits: MatcherLimits(matches: .max))
        var matches: [Match] = []
        var others = 0
        var times: (ours: [Duration], theirs: [Duration]) = ([], [])
        for _ in 0..<runs {
            times.ours.append(
                time {
                    matches.removeAll(keepingCapacity: true)
                    text.withUnsafeBytes { matcher.find(in: $0, scratch: scratch, into: &matches) }
                })
            times.theirs.append(try time { others = try text.withUnsafeBytes { try hyperscan.count(in: $0) } })
        }
        let ours = median(times.ours)
        let theirs = median(times.theirs)
        report("Inward", ours, text.count, matches.count)
        report("Hyperscan", theirs, text.count, others)
        print("ratio \(rounded(theirs / ours, 2))")
    }

    private static func report(_ name: String, _ duration: Duration, _ bytes: Int, _ matches: Int) {
        let seconds = duration / .seconds(1)
        print(
            "\(name): \(rounded(Double(bytes) / seconds / 1e6, 0)) MB/s, \(rounded(seconds * 1e9 / Double(bytes), 3)) ns/byte, \(matches) matches"
        )
    }

    /// The processor time of this thread, so that what else the machine does counts for neither.
    private static func time(_ work: () throws -> Void) rethrows -> Duration {
        let start = processorTime()
        try work()
        return processorTime() - start
    }

    private static func processorTime() -> Duration {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }

    private static func median(_ durations: [Duration]) -> Duration { durations.sorted()[durations.count / 2] }

    private static func milliseconds(_ duration: Duration) -> String { "\(rounded(duration / .milliseconds(1), 0)) ms" }

    private static func rounded(_ value: Double, _ places: Int) -> String { String(format: "%.\(places)f", value) }
}
