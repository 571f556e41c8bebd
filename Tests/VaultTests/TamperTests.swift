import Seeded
import Testing

@testable import Vault

@Suite("Changed pieces do not open")
struct TamperTests {
    static let key = PrivateKey(epoch: 3)
    static let binding = SealBinding(.message, of: "7k3m9qx")
    static let chunk = 65_536 + 16
    let sealed: Sealed

    init() throws {
        var random = SeededGenerator(seed: 7)
        sealed = try Sealed(random.bytes(3 * 65_536 + 100), to: Self.key.publicKey, binding: Self.binding)
    }

    private func opens(_ sealed: Sealed, _ binding: SealBinding = binding, with key: PrivateKey = key) -> Bool {
        (try? sealed.open(with: key, binding: binding)) != nil
    }

    @Test("one bit anywhere in the wrapped key", arguments: 0..<93)
    func wrappedKey(position: Int) throws {
        var bytes = sealed.key.bytes
        bytes[position] ^= 1
        // A changed version is refused before anything is opened.
        guard let key = try? SealedKey(bytes: bytes) else {
            #expect(position == 0)
            return
        }
        #expect(!opens(Sealed(key: key, content: sealed.content)))
    }

    @Test(
        "one bit in each kind of byte of the content",
        arguments: [
            0, 3, 4, 5, 5 + 65_535, 5 + 65_536, 5 + chunk - 1, 5 + chunk, 5 + 3 * chunk, 5 + 3 * chunk + 99,
            5 + 3 * chunk + 100, 5 + 3 * chunk + 115,
        ])
    func content(position: Int) {
        var changed = sealed
        changed.content[position] ^= 0x80
        #expect(!opens(changed))
    }

    @Test(
        "a text cut short, at chunk borders too",
        arguments: [0, 4, 5, 20, 21, 5 + chunk, 5 + 2 * chunk, 5 + 3 * chunk, 5 + 3 * chunk + 16, 5 + 3 * chunk + 115])
    func cut(length: Int) {
        #expect(!opens(Sealed(key: sealed.key, content: Array(sealed.content.prefix(length)))))
    }

    @Test("chunks swapped, doubled, left out, or bytes added")
    func order() {
        let chunks = (0..<3).map { Array(sealed.content[5 + $0 * Self.chunk..<5 + ($0 + 1) * Self.chunk]) }
        let head = Array(sealed.content[..<5])
        let last = Array(sealed.content[(5 + 3 * Self.chunk)...])
        for order in [[1, 0, 2], [0, 0, 1, 2], [0, 2], [2, 1, 0], [1, 2]] {
            #expect(!opens(Sealed(key: sealed.key, content: head + order.flatMap { chunks[$0] } + last)))
        }
        #expect(!opens(Sealed(key: sealed.key, content: sealed.content + [0])))
        #expect(!opens(Sealed(key: sealed.key, content: sealed.content + last)))
        #expect(opens(Sealed(key: sealed.key, content: head + chunks.flatMap { $0 } + last)))
    }

    @Test("another case, another purpose, another content, another key")
    func swapped() throws {
        let other = try Sealed([1], to: Self.key.publicKey, binding: Self.binding)
        #expect(!opens(sealed, SealBinding(.message, of: "7k3m9qy")))
        #expect(!opens(sealed, SealBinding(.message, of: "7k3m9q")))
        #expect(!opens(sealed, SealBinding(.envelope, of: "7k3m9qx")))
        #expect(!opens(Sealed(key: sealed.key, content: other.content)))
        #expect(!opens(Sealed(key: other.key, content: sealed.content)))
        #expect(!opens(sealed, with: PrivateKey(epoch: 3)))
        #expect(opens(sealed) && opens(other))
    }

    @Test("an unknown version is named")
    func version() throws {
        var bytes = sealed.key.bytes
        bytes[0] = 2
        #expect(throws: VaultError.unknownVersion(2)) { try SealedKey(bytes: bytes) }
        var changed = sealed
        changed.content[4] = 9
        #expect(throws: VaultError.unknownVersion(9)) { try changed.open(with: Self.key, binding: Self.binding) }
    }

    @Test("a file that was changed gives an error before its end is taken for whole")
    func file() throws {
        let scratch = try Scratch()
        let ring = try KeyRing.create(in: scratch.path + "/keys")
        let text = SeededGenerator.text(200_000)
        let piece = try Sealed(text, to: try ring.sealing(), binding: Self.binding)
        let path = scratch.path + "/blob"
        try SealedFile.write(piece.content, to: path)
        var opened: [UInt8] = []
        try SealedFile.open(path, key: piece.key, with: ring, binding: Self.binding) { opened += $0 }
        #expect(opened == text)
        try DurableFile.write(Array(piece.content.dropLast(Self.chunk)), to: path)
        #expect(throws: VaultError.notAuthentic) {
            try SealedFile.open(path, key: piece.key, with: ring, binding: Self.binding) { _ in }
        }
    }
}

extension SeededGenerator {
    static func text(_ count: Int) -> [UInt8] {
        var random = SeededGenerator(seed: 11)
        return random.bytes(count)
    }
}
