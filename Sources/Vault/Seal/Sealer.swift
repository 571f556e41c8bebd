import Crypto

/// Seals a text of any length piece by piece, holding one chunk.
public struct Sealer {
    /// The wrapped data key, to be stored beside the content.
    public let key: SealedKey
    private var cipher: ContentCipher
    private var pending: [UInt8] = []
    private var hasStarted = false

    /// A sealer with a fresh data key.
    public init(to recipient: PublicKey, binding: SealBinding) throws(VaultError) {
        try self.init(to: recipient, binding: binding, dataKey: SymmetricKey(size: .bits256))
    }

    init(to recipient: PublicKey, binding: SealBinding, dataKey: SymmetricKey) throws(VaultError) {
        key = try SealedKey(dataKey, to: recipient, binding: binding)
        cipher = ContentCipher(key: dataKey, binding: binding)
    }

    /// The sealed bytes that are ready after `bytes` more.
    public mutating func update(_ bytes: [UInt8]) throws(VaultError) -> [UInt8] {
        var sealed = start()
        pending += bytes
        // A full chunk waits until something follows it: it may be the last.
        var from = 0
        while pending.count - from > ContentCipher.chunk {
            sealed += try cipher.seal(pending[from..<from + ContentCipher.chunk], isLast: false)
            from += ContentCipher.chunk
        }
        pending.removeFirst(from)
        return sealed
    }

    /// The rest of the sealed bytes. Nothing may follow.
    public mutating func finish() throws(VaultError) -> [UInt8] {
        let head = start()
        return try head + cipher.seal(pending, isLast: true)
    }

    private mutating func start() -> [UInt8] {
        defer { hasStarted = true }
        return hasStarted ? [] : ContentCipher.head
    }
}

/// Opens a sealed text of any length piece by piece, holding one chunk.
///
/// What it gives out is authentic so far; only after ``finish()`` is it whole. Who writes it out must throw the output
/// away when any call throws.
public struct Opener {
    private var cipher: ContentCipher
    private var pending: [UInt8] = []
    private var hasHead = false

    /// An opener for the content of `key`.
    public init(key: SealedKey, with privateKey: PrivateKey, binding: SealBinding) throws(VaultError) {
        cipher = ContentCipher(key: try key.open(with: privateKey, binding: binding), binding: binding)
    }

    /// The text that is ready after `bytes` more of sealed content.
    public mutating func update(_ bytes: [UInt8]) throws(VaultError) -> [UInt8] {
        pending += bytes
        guard try readHead() else { return [] }
        var text: [UInt8] = []
        var from = 0
        while pending.count - from > ContentCipher.chunk + ContentCipher.tag {
            let end = from + ContentCipher.chunk + ContentCipher.tag
            text += try cipher.open(pending[from..<end], isLast: false)
            from = end
        }
        pending.removeFirst(from)
        return text
    }

    /// The rest of the text, after which it is known to be whole.
    public mutating func finish() throws(VaultError) -> [UInt8] {
        guard try readHead() else { throw .notAuthentic }
        return try cipher.open(pending[...], isLast: true)
    }

    private mutating func readHead() throws(VaultError) -> Bool {
        if hasHead { return true }
        let head = ContentCipher.head
        guard pending.count >= head.count else { return false }
        guard pending.starts(with: head.dropLast()) else { throw .notAuthentic }
        guard pending[head.count - 1] == ContentCipher.version else {
            throw .unknownVersion(pending[head.count - 1])
        }
        pending.removeFirst(head.count)
        hasHead = true
        return true
    }
}
