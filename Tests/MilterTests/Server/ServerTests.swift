import Foundation
import Logging
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
import Seeded
import Testing

@testable import Milter

@Suite(.timeLimit(.minutes(1))) struct ServerTests {
    static func server(
        _ settings: ServerSettings = ServerSettings(), _ handler: @escaping @Sendable () -> any MilterHandler
    ) -> MilterServer {
        MilterServer(
            settings: settings, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, handler: handler)
    }

    @Test func severalListenersServeAtOnce() async throws {
        let folder = try TemporaryFolder()
        let handler = TestHandler()
        let server = Self.server { handler }
        try await server.start(on: [
            .inet(host: "127.0.0.1", port: 0), .inet6(host: "::1", port: 0), .unix(path: folder.path + "/s"),
        ])
        var addresses = server.addresses
        #expect(addresses.count == 3)
        addresses[2] = try SocketAddress(unixDomainSocketPath: folder.path + "/s")
        for address in addresses {
            let mta = try await TestMTA(address)
            try await mta.negotiate()
            try await mta.message()
            #expect(await mta.reply() == .accept)
            await mta.close()
        }
        await server.stop(within: .seconds(10))
        #expect(handler.reports.outcomes.count == 3)
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/s"))
    }

    @Test func newConnectionsGetTheNewHandlerAndOldOnesKeepTheirs() async throws {
        let current = NIOLockedValueBox(TestHandler())
        let (old, new) = (current.withLockedValue { $0 }, TestHandler())
        let server = Self.server { current.withLockedValue { $0 } }
        try await server.start(on: [.inet(host: "127.0.0.1", port: 0)])
        let first = try await TestMTA(server.addresses[0])
        try await first.negotiate()
        current.withLockedValue { $0 = new }
        let second = try await TestMTA(server.addresses[0])
        try await second.negotiate()
        for mta in [first, second, first] {
            try await mta.message()
            #expect(await mta.reply() == .accept)
        }
        await first.close()
        await second.close()
        await server.stop(within: .seconds(10))
        #expect(old.reports.outcomes.count == 2)
        #expect(new.reports.outcomes.count == 1)
    }

    @Test func aServerThatStopsLetsSessionsEndAndTakesNoNewOnes() async throws {
        let handler = TestHandler()
        let server = Self.server { handler }
        try await server.start(on: [.inet(host: "127.0.0.1", port: 0)])
        let address = server.addresses[0]
        let mta = try await TestMTA(address)
        try await mta.negotiate()
        let stopping = Task { await server.stop(within: .seconds(3_600)) }
        while !server.addresses.isEmpty { await Task.yield() }
        try await mta.message()
        #expect(await mta.reply() == .accept)
        await mta.close()
        await stopping.value
        await #expect(throws: (any Error).self) { _ = try await TestMTA(address) }
        #expect(handler.reports.outcomes == [.answered(.accept, at: .endOfMessage)])
    }

    @Test func aServerThatStopsAtOnceReportsWhatItCutsOff() async throws {
        var handler = TestHandler()
        let started = Gate()
        handler.onMessage = { _, _ in
            started.open()
            await Gate().pass()
            return .accept
        }
        let reports = handler.reports
        let server = Self.server { [handler] in handler }
        try await server.start(on: [.inet(host: "127.0.0.1", port: 0)])
        let mta = try await TestMTA(server.addresses[0])
        try await mta.negotiate()
        try await mta.message()
        await started.pass()
        await server.stop(within: .zero)
        #expect(reports.outcomes == [.stopped])
        #expect(await mta.reply() == nil)
    }

    @Test func aConnectionPastTheLimitIsToldToComeLater() async throws {
        var settings = ServerSettings()
        settings.connections = 1
        let server = Self.server(settings) { TestHandler() }
        try await server.start(on: [.inet(host: "127.0.0.1", port: 0)])
        let first = try await TestMTA(server.addresses[0])
        try await first.negotiate()
        let second = try await TestMTA(server.addresses[0])
        try await second.negotiate()
        try await second.send(.connect(hostname: "c.example", address: .unknown))
        #expect(await second.reply() == .temporaryFailure)
        let third = try await TestMTA(server.addresses[0])
        #expect(await third.reply() == nil)
        try await first.message()
        #expect(await first.reply() == .accept)
        await first.close()
        await second.close()
        await server.stop(within: .seconds(10))
    }

    @Test func garbageClosesItsOwnConnectionOnly() async throws {
        let server = Self.server { TestHandler() }
        try await server.start(on: [.inet(host: "127.0.0.1", port: 0)])
        let good = try await TestMTA(server.addresses[0])
        try await good.negotiate()
        var generator = SeededGenerator(seed: 3)
        for size in [1, 5, 100, 5_000] {
            let bad = try await TestMTA(server.addresses[0])
            try await bad.send(bytes: [0xFF] + generator.bytes(size))
            if size >= 5 { #expect(await bad.reply() == nil) }
            await bad.close()
        }
        try await good.message()
        #expect(await good.reply() == .accept)
        await good.close()
        await server.stop(within: .seconds(10))
    }

    @Test func manyConnectionsAtOnceLoseNoMessage() async throws {
        let handler = TestHandler()
        let server = Self.server { handler }
        try await server.start(on: [.inet(host: "127.0.0.1", port: 0)])
        let address = server.addresses[0]
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for index in 0..<20 {
                tasks.addTask {
                    let mta = try await TestMTA(address)
                    try await mta.negotiate()
                    for _ in 0..<20 {
                        try await mta.message()
                        #expect(await mta.reply() == .accept)
                    }
                    if index % 2 == 0 { try await mta.send(.mail(path: "<a@office.example>", parameters: [])) }
                    await mta.close()
                }
            }
            try await tasks.waitForAll()
        }
        await server.stop(within: .seconds(10))
        #expect(handler.reports.outcomes.count == 410)
        #expect(handler.reports.outcomes.filter { $0 == .connectionLost }.count == 10)
    }

    @Test func anMTAThatGoesWhileItIsNotReadIsNoticed() async throws {
        var handler = TestHandler()
        let started = Gate()
        handler.onMessage = { _, _ in
            started.open()
            await Gate().pass()
            return .accept
        }
        let reports = handler.reports
        var settings = ServerSettings()
        settings.windowBytes = 100_000
        let server = Self.server(settings) { [handler] in handler }
        try await server.start(on: [.inet(host: "localhost", port: 0)])
        let mta = try await TestMTA(server.addresses[0])
        try await mta.negotiate()
        try await mta.send(.mail(path: "<a@office.example>", parameters: []))
        for _ in 0..<4 { try await mta.send(.body(ByteBuffer(repeating: 0x78, count: 60_000))) }
        await started.pass()
        await mta.close()
        #expect(await reports.next()?.outcome == .connectionLost)
        await server.stop(within: .zero)
    }

    @Test(arguments: [
        MilterSocket.inet(host: "mx.office.example", port: 0), .inet(host: "::1", port: 0),
        .inet6(host: "127.0.0.1", port: 0),
    ])
    func whatIsNoAddressOfItsKindIsNotListenedOn(_ socket: MilterSocket) async {
        await #expect(throws: ListenError.self) { try await Self.server { TestHandler() }.start(on: [socket]) }
    }

    @Test func aSocketHandedOverIsListenedOn() async throws {
        let folder = try TemporaryFolder()
        let listening = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        let path = folder.path + "/handed"
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listening, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try #require(bound == 0 && listen(listening, 5) == 0)
        let server = Self.server { TestHandler() }
        try await server.start(on: [.inherited(descriptor: listening)])
        let mta = try await TestMTA(SocketAddress(unixDomainSocketPath: path))
        try await mta.negotiate()
        try await mta.message()
        #expect(await mta.reply() == .accept)
        await mta.close()
        await server.stop(within: .seconds(10))
        #expect(FileManager.default.fileExists(atPath: path))
    }
}

/// A folder that goes with its owner.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/milter-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
