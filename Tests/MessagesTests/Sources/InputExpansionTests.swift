import Foundation
import Testing

@testable import Messages

@Suite("From paths to files")
struct InputExpansionTests {
    private func names(_ folder: TemporaryFolder, _ paths: [String]) -> [String] {
        let (files, problems) = InputExpansion.expand(paths: paths.map { "\(folder.path)/\($0)" })
        #expect(problems.isEmpty)
        return files.map { String($0.path.dropFirst(folder.path.utf8.count + 1)) }
    }

    @Test("Folders are walked in the order of names, hidden files left out, the order given kept")
    func folders() throws {
        let folder = try TemporaryFolder()
        for name in ["b/2.eml", "b/10.eml", "b/a/x", "b/.hidden", "b/.git/config", "a.mbox", "b/Z"] {
            try folder.write(name, "x")
        }
        try folder.makeFolder("empty")
        #expect(names(folder, ["b", "a.mbox"]) == ["b/10.eml", "b/2.eml", "b/Z", "b/a/x", "a.mbox"])
        #expect(names(folder, ["a.mbox", "b/", "empty"]).count == 5)
        #expect(names(folder, ["b/.hidden"]) == ["b/.hidden"])
        let (files, _) = InputExpansion.expand(paths: [folder.path + "/a.mbox", folder.path + "/b", "-"])
        #expect(files.map(\.named) == [true, false, false, false, false, true])
        #expect(files.map(\.isStandardInput) == [false, false, false, false, false, true])
    }

    @Test("In a maildir the messages are taken and the rest is left, in its subfolders too")
    func maildir() throws {
        let folder = try TemporaryFolder()
        let messages = ["m/cur/1:2,S", "m/new/2", "m/.Sent/cur/3:2,S", "m/Work/cur/4", "m/Work/new/5"]
        let others = [
            "m/tmp/6", "m/dovecot.index.log", "m/.cache/x", "m/cur/.nfs1", "m/.Sent/subscriptions", "m/cur/sub/7",
        ]
        for name in messages + others { try folder.write(name, "x") }
        for name in ["m/new", "m/.Sent/new", "m/Work/new"] { try folder.makeFolder(name) }
        let (files, problems) = InputExpansion.expand(paths: [folder.path + "/m"])
        #expect(problems.isEmpty)
        let found = files.map { String($0.path.dropFirst(folder.path.utf8.count + 1)) }
        #expect(found == ["m/.Sent/cur/3:2,S", "m/Work/cur/4", "m/Work/new/5", "m/cur/1:2,S", "m/new/2"])
        #expect(files.allSatisfy { $0.hint == .maildirMessage && !$0.named })
        #expect(try files.map { try InputReader(file: $0).format } == Array(repeating: .eml, count: 5))
    }

    @Test("Links in a circle end, links to nowhere are passed over, links to files are followed")
    func links() throws {
        let folder = try TemporaryFolder()
        try folder.write("a/x", "x")
        try folder.link("a/self", to: ".")
        try folder.link("a/up", to: "..")
        try folder.link("a/nowhere", to: "missing")
        try folder.link("a/again", to: "x")
        try folder.link("a/loop1", to: "loop2")
        try folder.link("a/loop2", to: "loop1")
        let (files, problems) = InputExpansion.expand(paths: [folder.path + "/a"])
        #expect(files.map { ($0.path as NSString).lastPathComponent } == ["again", "x"])
        #expect(problems.map(\.kind) == [.cannotOpen(code: ELOOP), .cannotOpen(code: ELOOP)])
    }

    @Test("What isn't there is a problem, and the rest is read")
    func missing() throws {
        let folder = try TemporaryFolder()
        try folder.write("x", "x")
        let (files, problems) = InputExpansion.expand(paths: [
            folder.path + "/no", folder.path + "/x", folder.path + "/x/y",
        ])
        #expect(files.map(\.path) == [folder.path + "/x"])
        #expect(problems.map(\.kind) == [.missing, .missing])
    }

    @Test("Folders nested beyond the limit are a problem and no end of the walk")
    func deep() throws {
        let folder = try TemporaryFolder()
        let deep = (0..<InputExpansion.depthLimit + 5).map { _ in "d" }.joined(separator: "/")
        try folder.write("\(deep)/x", "x")
        try folder.write("z", "x")
        let (files, problems) = InputExpansion.expand(paths: [folder.path])
        #expect(files.map(\.path) == [folder.path + "/z"])
        #expect(problems.map(\.kind) == [.tooDeep(depth: InputExpansion.depthLimit)])
    }

    @Test("Names that are no UTF-8 lead to their files all the same")
    func names() throws {
        let folder = try TemporaryFolder()
        let path = Array(folder.path.utf8) + [0x2F, 0x63, 0xE9, 0x2E, 0x65, 0x6D, 0x6C]
        let file = try #require(fopen(path.map(CChar.init(bitPattern:)) + [0], "w"))
        fputs("A: 1\n\nx\n", file)
        fclose(file)
        let (files, _) = InputExpansion.expand(paths: [folder.path])
        #expect(files.map(\.displayName) == [folder.path + "/c\u{FFFD}.eml"])
        #expect(try InputReader(file: try #require(files.first)).next()?.messages.count == 1)
    }
}
