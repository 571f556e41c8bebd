import Foundation
import Testing

@Suite("case decide erase") struct ErasureTests {
    let scratch: Scratch
    let inward = Tool()
    let store: String

    init() throws {
        scratch = try Scratch()
        store = scratch("store")
    }

    @Test("the store's files hold nothing of it any more, sealed or not; a free text goes too", arguments: [1, 4_000])
    func nothingIsLeft(lines: Int) throws {
        guard try inward.shell("command -v sqlite3").status == 0 else {
            return print("not run: the store's files hold nothing of it any more: there is no program sqlite3")
        }
        let body = Mails.health + "\n" + String(repeating: Mails.plain + "\n", count: lines)
        let mail = Mails.bytes(body)
        #expect(try inward("filter", "--on-quarantine", "vault", "--store", store, input: mail).status == 99)
        let number = try #require(try CaseList(inward, store).numbers.first)
        _ = try inward("case", "claim", number, "--store", store)
        let pieces = try sealedPieces()
        #expect(pieces.count >= 6)
        #expect(pieces.allSatisfy(isInStore))
        let blobs = try FileManager.default.contentsOfDirectory(atPath: store + "/blobs")
        #expect(blobs.count == (lines > 1 ? 1 : 0))
        let outcome = try inward(
            "case", "decide", number, "erase", "--why", "not-needed", "--text-file", "-", "--store", store,
            input: Array("a remark".utf8))
        #expect(outcome.text == "\(number): erase, case closed, done\n")
        #expect(pieces.allSatisfy { !isInStore($0) })
        #expect(try FileManager.default.contentsOfDirectory(atPath: store + "/blobs").isEmpty)
        #expect(try query("SELECT count(*) FROM audit_texts") == "0")
        expectRefusal(try inward("case", "show", number, "--reason", "duty", "--store", store), "erased")
        #expect(try inward("audit", "verify", "--store", store).status == 0)
    }

    /// Keys and contents of every piece, and what blobs hold: enough of each to be found again.
    private func sealedPieces() throws -> [[UInt8]] {
        let hex = try query(
            "SELECT hex(key) FROM pieces UNION ALL SELECT hex(content) FROM pieces WHERE content NOT NULL")
        let rows = hex.split(separator: "\n").map { Self.bytes($0).suffix(48) }.map(Array.init)
        let blobs = scratch.everyFile().filter { $0.key.hasPrefix("store/blobs/") }.values.map { Array($0.suffix(48)) }
        return rows + blobs
    }

    private func isInStore(_ bytes: [UInt8]) -> Bool {
        scratch.everyFile().values.contains { Data($0).range(of: Data(bytes)) != nil }
    }

    private func query(_ sql: String) throws -> String {
        let text = try inward.shell("sqlite3 -readonly '\(store)/inward.sqlite' '\(sql)'").text
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }

    private static func bytes(_ hex: Substring) -> [UInt8] {
        var digits = hex[...]
        var bytes: [UInt8] = []
        while digits.count >= 2 {
            bytes.append(UInt8(digits.prefix(2), radix: 16) ?? 0)
            digits = digits.dropFirst(2)
        }
        return bytes
    }
}
