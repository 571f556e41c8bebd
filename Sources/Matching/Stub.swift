public struct PatternError: Error, Sendable, CustomStringConvertible { public var description: String }
public struct MatcherBuilder { public init() {}
 public mutating func addTerm(_ text: String, pattern: Int32, caseSensitive: Bool = false, exclusions: [String] = []) throws {}
 public mutating func addRegex(_ regex: String, pattern: Int32, anchors: [String] = [], caseSensitive: Bool = false) throws {}
 public func build() throws -> Matcher { Matcher() } }
public final class MatcherScratch { public init() {} }
public final class Matcher: Sendable {
 public func find(in text: RawSpan, scratch: MatcherScratch, into matches: inout [Match]) {}
 public func find(in text: RawSpan, range: Range<Int>, scratch: MatcherScratch, into matches: inout [Match]) {}
}
