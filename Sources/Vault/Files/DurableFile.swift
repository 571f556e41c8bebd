/// Small files that are on disk when the call returns, whole or not at all.
public enum DurableFile {
    /// Writes a file with mode 0600: to a temporary name, synced, renamed, its folder synced.
    ///
    /// What stood at `path` is replaced in one step. After a crash there is the old file or the new one, never half.
    public static func write(_ bytes: [UInt8], to path: String) throws(VaultError) {
        let temporary = path + ".new"
        try FileSystem.remove(temporary)
        try writeSynced(bytes, to: temporary)
        try FileSystem.rename(temporary, to: path)
        try FileSystem.syncFolder(of: path)
    }

    /// Writes a file that must not exist yet, and syncs it but not its folder.
    public static func writeSynced(_ bytes: [UInt8], to path: String) throws(VaultError) {
        let file = try OpenFile(path, .create)
        try file.write(bytes)
        try file.sync()
    }

    /// The whole of a small file; longer ones than `limit` bytes are cut there.
    public static func read(_ path: String, limit: Int = 1 << 20) throws(VaultError) -> [UInt8] {
        try OpenFile(path, .read).read(limit)
    }

    /// Adds to the end of a file, made where it does not exist, synced with its folder.
    public static func append(_ bytes: [UInt8], to path: String) throws(VaultError) {
        let file = try OpenFile(path, .append)
        try file.write(bytes)
        try file.sync()
        try FileSystem.syncFolder(of: path)
    }

    /// Writes zeros over a small file, syncs them, and removes it. On a disk that copies on write the old bytes may outlast
    /// this until their block is used again.
    public static func destroy(_ path: String) throws(VaultError) {
        let length = try read(path).count
        let file = try OpenFile(path, .overwrite)
        try file.write([UInt8](repeating: 0, count: length))
        try file.sync()
        try remove(path)
    }

    /// Removes a file and makes that last.
    public static func remove(_ path: String) throws(VaultError) {
        if try FileSystem.remove(path) { try FileSystem.syncFolder(of: path) }
    }
}
