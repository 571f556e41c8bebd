import Crypto

/// Sealed contents as files: large messages do not stand in the database.
public enum SealedFile {
    /// Writes sealed content under a name that must be free, synced. The caller syncs the folder, once for many.
    public static func write(_ content: [UInt8], to path: String) throws(VaultError) {
        let temporary = path + ".new"
        try FileSystem.remove(temporary)
        try DurableFile.writeSynced(content, to: temporary)
        try FileSystem.rename(temporary, to: path)
    }

    /// SHA-256 of the sealed content in a file.
    public static func digest(_ path: String) throws(VaultError) -> [UInt8] {
        let file = try OpenFile(path, .read)
        var digest = SHA256()
        while true {
            let bytes = try file.read(ContentCipher.chunk)
            if bytes.isEmpty { return Array(digest.finalize()) }
            digest.update(data: bytes)
        }
    }

    /// Opens the content in a file and hands the text on, 64 KiB at a time.
    ///
    /// - Throws: as ``Sealed/open(with:binding:)-(KeyRing,_)``; what `sink` has by then must be thrown away.
    public static func open(
        _ path: String, key: SealedKey, with keys: KeyRing, binding: SealBinding, sink: ([UInt8]) throws -> Void
    ) throws {
        let file = try OpenFile(path, .read)
        var opener = try Opener(key: key, with: try keys.opening(epoch: key.epoch), binding: binding)
        while true {
            let bytes = try file.read(ContentCipher.chunk)
            if bytes.isEmpty { break }
            let text = try opener.update(bytes)
            if !text.isEmpty { try sink(text) }
        }
        try sink(try opener.finish())
    }
}
