import Foundation
import Testing

@testable import Vault

@Suite("The keys folder")
struct KeyRingTests {
    let binding = SealBinding(.note, of: "7k3m9qx")

    @Test("folder and secret files are closed to others")
    func modes() throws {
        let scratch = try Scratch()
        _ = try KeyRing.create(in: scratch.path + "/keys")
        #expect(try scratch.mode("keys") == 0o700)
        let names = try FileSystem.names(in: scratch.path + "/keys")
        #expect(names == ["audit.private", "audit.public", "digest.secret", "seal-1.private", "seal-1.public"])
        for name in names { #expect(try scratch.mode("keys/" + name) == 0o600, "\(name)") }
    }

    @Test("made again, the keys are the same")
    func again() throws {
        let scratch = try Scratch()
        let one = try KeyRing.create(in: scratch.path)
        let two = try KeyRing.create(in: scratch.path)
        let sealed = try Sealed([1, 2], to: try one.sealing(), binding: binding)
        #expect(try sealed.open(with: two, binding: binding) == [1, 2])
        #expect(try one.digest().digest("x", [1]) == two.digest().digest("x", [1]))
        #expect(try two.verifying().verify(one.signing().sign([7]), of: [7]))
    }

    @Test("with the public key alone a process seals and cannot open")
    func publicOnly() throws {
        let scratch = try Scratch()
        let all = try KeyRing.create(in: scratch.path + "/keys")
        try FileSystem.makeFolder(scratch.path + "/public")
        try DurableFile.write(
            DurableFile.read(scratch.path + "/keys/seal-1.public"), to: scratch.path + "/public/seal-1.public")
        let host = try KeyRing(folder: scratch.path + "/public")
        let sealed = try Sealed([4], to: try host.sealing(), binding: binding)
        #expect(!host.canOpen)
        #expect(throws: VaultError.noPrivateKey(epoch: 1)) { try sealed.open(with: host, binding: binding) }
        #expect(throws: VaultError.noKey(name: "digest.secret")) { try host.digest() }
        #expect(try sealed.open(with: all, binding: binding) == [4])
    }

    @Test("the newest epoch seals, every epoch opens")
    func epochs() throws {
        let scratch = try Scratch()
        let before = try KeyRing.create(in: scratch.path)
        let old = try Sealed([1], to: try before.sealing(), binding: binding)
        try PrivateKey(epoch: 2).file.write(to: scratch.path + "/seal-2.private")
        let after = try KeyRing(folder: scratch.path)
        #expect(try after.sealing().epoch == 2)
        #expect(try old.open(with: after, binding: binding) == [1])
    }

    @Test("a secret that others can read is refused")
    func readable() throws {
        let scratch = try Scratch()
        _ = try KeyRing.create(in: scratch.path)
        let path = scratch.path + "/digest.secret"
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        #expect(throws: VaultError.readableKey(path: path)) { try KeyRing(folder: scratch.path) }
    }

    @Test(
        "what is no key file is refused",
        arguments: [
            "", "inward-key 1\n", "inward-key 2\nkind: digest\nepoch: 0\nkey: \(String(repeating: "0a", count: 32))\n",
            "inward-key 1\nkind: digest\nepoch: 0\nkey: 0a0b\n",
            "inward-key 1\nkind: audit-private\nepoch: 0\nkey: \(String(repeating: "0a", count: 32))\n",
            "inward-key 1\nkind: digest\nepoch: 0\nkey: \(String(repeating: "0z", count: 32))\n",
            "inward-key 1\nkind: digest\nepoch: 0\nkey: \(String(repeating: "0a", count: 32))\nmore\n",
        ])
    func bad(text: String) throws {
        let scratch = try Scratch()
        let path = scratch.path + "/digest.secret"
        try DurableFile.write(Array(text.utf8), to: path)
        #expect(throws: VaultError.badKey(path: path)) { try KeyRing(folder: scratch.path) }
    }

    @Test("digests tell uses, parts and keys apart")
    func digests() {
        let key = DigestKey(bytes: Array(repeating: 9, count: 32))
        let all = [
            key.digest("a", [1, 2], [3]), key.digest("a", [1], [2, 3]), key.digest("a", [1, 2, 3]),
            key.digest("b", [1, 2], [3]), key.digest("a"), key.digest("a", [[]]),
            DigestKey(bytes: Array(repeating: 8, count: 32)).digest("a", [1, 2], [3]),
        ]
        #expect(Set(all).count == all.count)
        #expect(key.digest("a", [1, 2], [3]) == all[0])
        // Python's hmac over use and parts, each after its length in eight bytes.
        #expect(Hex.text(all[0]) == "fe7b3227bba8a43911d8b625cfa1ed88cffdc478585fdd7a5cc2c1a2ee90f488")
    }
}
