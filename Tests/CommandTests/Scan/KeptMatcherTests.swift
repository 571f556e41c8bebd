import Foundation
import Testing

@Suite("scan: compiled rules kept from one start to the next") struct KeptMatcherTests {
    let scratch: Scratch
    private var inward = Tool()
    private let mails: String

    init() throws {
        scratch = try Scratch()
        mails = try scratch.write("box.mbox", Mails.mbox([Mails.health, Mails.plain].map { Mails.mail($0) }))
        inward.environment["HOME"] = try scratch.makeFolder("home")
    }

    private var kept: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).map { "\(folder)/\($0)" }
    }
    private var folder: String { scratch("home/.cache/inward") }

    private func scan() throws -> [UInt8] { try inward("scan", "--all", "--format", "jsonl", mails).output }

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test("The second start finds what the first one kept, in files of nobody else, and says the same")
    func twice() throws {
        let first = try scan()
        #expect(kept.count == 1)
        #expect(try mode(folder) == 0o700 && mode(#require(kept.first)) == 0o600)
        let before = try FileManager.default.attributesOfItem(atPath: #require(kept.first))[.systemFileNumber] as? Int
        #expect(try scan() == first)
        let after = try FileManager.default.attributesOfItem(atPath: #require(kept.first))[.systemFileNumber] as? Int
        #expect(before == after && before != nil)
    }

    @Test(
        "A file that was changed, cut or opened to others is not believed, and is made anew",
        arguments: ["flip", "cut", "mode"])
    func doubtful(_ how: String) throws {
        let first = try scan()
        let path = try #require(kept.first)
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        var data = whole
        if how == "flip" { data[data.count / 2] ^= 1 }
        if how == "cut" { data.removeLast(9) }
        try data.write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: how == "mode" ? 0o666 : 0o600], ofItemAtPath: path)
        #expect(try scan() == first)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == whole)
        #expect(try mode(path) == 0o600)
    }

    @Test("Nothing is kept in a folder that others may write, without a home, or where it is switched off")
    func nothing() throws {
        let first = try scan()
        for path in kept { try FileManager.default.removeItem(atPath: path) }
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder)
        #expect(try scan() == first && kept.isEmpty)
        try FileManager.default.removeItem(atPath: scratch("home/.cache"))
        var other = inward
        other.environment["INWARD_CACHE"] = "off"
        #expect(try other("scan", "--all", "--format", "jsonl", mails).output == first)
        other.environment["INWARD_CACHE"] = nil
        other.environment["HOME"] = scratch("nowhere")
        #expect(try other("scan", "--all", "--format", "jsonl", mails).output == first)
        #expect(kept.isEmpty && !FileManager.default.fileExists(atPath: scratch("nowhere")))
    }
}
