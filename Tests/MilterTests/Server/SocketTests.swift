import Foundation
import NIOCore
import NIOPosix
import Testing

@testable import Milter

@Suite(.timeLimit(.minutes(1))) struct SocketTests {
    @Test(arguments: [
        ("inet:127.0.0.1:8891", MilterSocket.inet(host: "127.0.0.1", port: 8891)),
        ("inet:8891@127.0.0.1", .inet(host: "127.0.0.1", port: 8891)),
        ("inet:localhost:0", .inet(host: "localhost", port: 0)),
        ("inet6:[::1]:8891", .inet6(host: "::1", port: 8891)),
        ("inet6:8891@::1", .inet6(host: "::1", port: 8891)),
        ("unix:/run/inward/milter.sock", .unix(path: "/run/inward/milter.sock")),
        ("local:/run/m", .unix(path: "/run/m")),
        (
            "unix:/run/m,owner=inward,group=postfix,mode=0640",
            .unix(path: "/run/m", access: SocketAccess(owner: "inward", group: "postfix", mode: 0o640))
        ),
    ]) func aSpecificationIsRead(_ text: String, _ socket: MilterSocket) throws {
        #expect(try MilterSocket(text) == socket)
    }

    @Test(arguments: [
        "", "8891", "inet", "inet:", "inet:127.0.0.1", "inet:127.0.0.1:65536", "inet:127.0.0.1:-1", "inet:127.0.0.1:x",
        "inet::1:25",
        "inet6:8891", "unix:relative", "unix:", "unix:/s,mode=0999", "unix:/s,mode=07777", "unix:/s,colour=red",
        "unix:/s,owner",
        "unix:/" + String(repeating: "x", count: 104), "tcp:127.0.0.1:25", "inet:a b:25",
    ]) func aBadSpecificationIsRefused(_ text: String) {
        #expect(throws: MilterSocket.Malformed.self) { try MilterSocket(text) }
    }

    @Test(arguments: [0o600, 0o660, 0o666] as [UInt32]) func aSocketHasItsMode(_ mode: UInt32) async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/s"
        let server = ServerTests.server { TestHandler() }
        try await server.start(on: [.unix(path: path, access: SocketAccess(mode: mode))])
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == Int(mode))
        #expect(attributes[.type] as? FileAttributeType == .typeSocket)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["s"])
        await server.stop(within: .zero)
    }

    @Test func aSocketHasItsOwnerAndGroup() async throws {
        guard getuid() == 0 else { return }
        let folder = try TemporaryFolder()
        let path = folder.path + "/s"
        let server = ServerTests.server { TestHandler() }
        try await server.start(on: [.unix(path: path, access: SocketAccess(owner: "nobody", group: "daemon"))])
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.ownerAccountName] as? String == "nobody")
        #expect(attributes[.groupOwnerAccountName] as? String == "daemon")
        await server.stop(within: .zero)
    }

    @Test(arguments: [
        SocketAccess(owner: "nobody-of-this-name"), SocketAccess(group: "no-group-of-this-name"),
    ]) func anUnknownOwnerIsNamedAndNothingIsLeft(_ access: SocketAccess) async throws {
        let folder = try TemporaryFolder()
        let server = ServerTests.server { TestHandler() }
        let error = await #expect(throws: ListenError.self) {
            try await server.start(on: [.unix(path: folder.path + "/s", access: access)])
        }
        #expect(error?.description.contains("of-this-name") == true)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    }

    @Test func aStaleSocketIsReplaced() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/s"
        let other = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup).bind(
            unixDomainSocketPath: path + "2"
        ).get()
        // NIO removes the file of a socket it closes, by the name it knows.
        try FileManager.default.moveItem(atPath: path + "2", toPath: path)
        try await other.close()
        #expect(FileManager.default.fileExists(atPath: path))
        let server = ServerTests.server { TestHandler() }
        try await server.start(on: [.unix(path: path)])
        let mta = try await TestMTA(SocketAddress(unixDomainSocketPath: path))
        try await mta.negotiate()
        await mta.close()
        await server.stop(within: .seconds(10))
    }

    @Test func aSocketThatAnswersIsLeftAlone() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/s"
        let first = ServerTests.server { TestHandler() }
        try await first.start(on: [.unix(path: path)])
        let second = ServerTests.server { TestHandler() }
        await #expect(throws: ListenError.self) { try await second.start(on: [.unix(path: path)]) }
        let mta = try await TestMTA(SocketAddress(unixDomainSocketPath: path))
        try await mta.negotiate()
        await mta.close()
        await first.stop(within: .seconds(10))
    }

    @Test func whatIsNoSocketIsLeftAlone() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/s"
        try Data("precious".utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/link", withDestinationPath: path)
        let server = ServerTests.server { TestHandler() }
        for name in ["/s", "/link"] {
            await #expect(throws: ListenError.self) { try await server.start(on: [.unix(path: folder.path + name)]) }
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data("precious".utf8))
    }

    @Test func whereOneSocketFailsNoneIsListenedOn() async throws {
        let folder = try TemporaryFolder()
        let server = ServerTests.server { TestHandler() }
        await #expect(throws: ListenError.self) {
            try await server.start(on: [.unix(path: folder.path + "/s"), .unix(path: folder.path + "/missing/s")])
        }
        #expect(server.addresses.isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    }

    @Test func activationIsReadFromTheEnvironment() {
        let two = ["LISTEN_PID": "42", "LISTEN_FDS": "2", "LISTEN_FDNAMES": "milter:release"]
        func sockets(_ name: String?, _ environment: [String: String]) -> [MilterSocket] {
            SocketActivation.sockets(named: name, environment: environment, process: 42)
        }
        #expect(sockets(nil, two) == [.inherited(descriptor: 3), .inherited(descriptor: 4)])
        #expect(sockets("release", two) == [.inherited(descriptor: 4)])
        #expect(sockets("other", two).isEmpty)
        #expect(sockets(nil, [:]).isEmpty)
        #expect(sockets(nil, ["LISTEN_PID": "41", "LISTEN_FDS": "2"]).isEmpty)
        #expect(sockets(nil, ["LISTEN_PID": "42", "LISTEN_FDS": "-1"]).isEmpty)
    }
}
