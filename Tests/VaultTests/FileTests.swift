import Foundation
import Testing

@testable import Vault

@Suite("Files that last")
struct FileTests {
    @Test("a file is written whole, closed to others, and replaces the one before")
    func write() throws {
        let scratch = try Scratch()
        let path = scratch.path + "/a"
        try DurableFile.write([1, 2, 3], to: path)
        try DurableFile.write([4], to: path)
        #expect(try DurableFile.read(path) == [4])
        #expect(try scratch.mode("a") == 0o600)
        #expect(try FileSystem.names(in: scratch.path) == ["a"])
        try DurableFile.remove(path)
        #expect(FileSystem.kind(of: path) == .nothing)
    }

    @Test("a second name is given only where it is free")
    func link() throws {
        let scratch = try Scratch()
        try DurableFile.write([1], to: scratch.path + "/a")
        #expect(try FileSystem.link(scratch.path + "/a", as: scratch.path + "/b"))
        #expect(try !FileSystem.link(scratch.path + "/a", as: scratch.path + "/b"))
        #expect(try FileSystem.names(in: scratch.path) == ["a", "b"])
    }

    @Test("folders are made with those above them, and named in errors")
    func folders() throws {
        let scratch = try Scratch()
        try FileSystem.makeFolder(scratch.path + "/a/b/c")
        try FileSystem.makeFolder(scratch.path + "/a/b/c")
        #expect(try scratch.mode("a/b/c") == 0o700)
        #expect(
            throws: VaultError.file(path: scratch.path + "/x/y", doing: "open", reason: "No such file or directory")
        ) { try DurableFile.read(scratch.path + "/x/y") }
    }

    @Test(
        "the folder of a path",
        arguments: [("/a/b", "/a"), ("/a", "/"), ("a", "."), ("a/b/", "a"), ("/", "/"), ("a//", ".")])
    func parents(path: String, parent: String) {
        #expect(FileSystem.parent(of: path) == parent)
    }

    @Test("hexadecimal there and back, and nothing else")
    func hex() {
        #expect(Hex.bytes(Hex.text([0, 0x7f, 0xff, 0x10])) == [0, 0x7f, 0xff, 0x10])
        #expect(Hex.bytes("AbCd") == [0xab, 0xcd])
        #expect(Hex.bytes("abc") == nil)
        #expect(Hex.bytes("zz") == nil)
    }

    @Test("a folder has one holder, and the other is told who")
    func lock() throws {
        let scratch = try Scratch()
        let path = scratch.path + "/lock"
        do {
            let first = try FolderLock(path, holder: "inward scan (process 12)")
            #expect(throws: VaultError.locked(path: path, holder: "inward scan (process 12)")) {
                _ = try FolderLock(path, holder: "other", patience: .milliseconds(20))
            }
            withExtendedLifetime(first) {}
        }
        _ = try FolderLock(path, holder: "other")
    }
}
