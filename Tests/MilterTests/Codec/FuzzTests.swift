import Foundation
import Milter
import MilterFuzz
import NIOCore
import Seeded
import Testing

@Suite struct FuzzTests {
    /// MILTER_FUZZ_ROUNDS makes it search longer.
    static let rounds = ProcessInfo.processInfo.environment["MILTER_FUZZ_ROUNDS"].flatMap { Int($0) } ?? 3_000

    /// Real sessions with bytes changed, cut out, doubled or put in.
    @Test func sessionsWithDamageNeverCrashAndLoseNoMessage() {
        let commands = Array(
            [[Samples.commands[0]], Samples.commands.dropFirst().filter { $0.code != .quit && $0.code != .negotiate }]
                .joined())
        let whole = Array(
            Samples.bytes(commands.filter { Samples.bytes($0).readableBytes < 1_000 }).readableBytesView)
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<Self.rounds {
            var bytes = whole
            for _ in 0..<Int.random(in: 0...6, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0...3, using: &generator) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
                case 1: bytes.remove(at: place)
                case 2: bytes.insert(contentsOf: generator.bytes(3), at: place)
                default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 40)], at: place)
                }
            }
            fuzz(generator.bytes(2) + bytes)
        }
    }

    /// Commands of the protocol in any order.
    @Test func commandsInAnyOrderNeverCrashAndLoseNoMessage() {
        var generator = SeededGenerator(seed: 11)
        let small = Samples.commands.filter { Samples.bytes($0).readableBytes < 1_000 }
        for _ in 0..<Self.rounds {
            let chosen = (0..<20).compactMap { _ in small.randomElement(using: &generator) }
            let bytes = Samples.bytes([Samples.commands[0]] + chosen.filter { $0.code != .negotiate })
            fuzz(generator.bytes(2) + bytes.readableBytesView)
        }
    }

    @Test func noiseNeverCrashes() {
        var generator = SeededGenerator(seed: 13)
        for _ in 0..<Self.rounds { fuzz(generator.bytes(Int.random(in: 0...300, using: &generator))) }
    }
}
