import Crypto
import Detection
import Foundation
import Vault

/// Keeps compiled rule packs in files of the user's cache folder: rules and nothing else, no mail and no address.
///
/// A file is believed only where it is this user's, nobody else may write it or its folder, this very program wrote it, and its digest holds; whatever is in doubt is
/// compiled anew. `INWARD_CACHE` names another folder, or `off`.
struct MatcherFiles: MatcherKeeper {
    private let folder: String
    /// Tells this program from every other, a rebuilt one included.
    private let program: String
    /// How many files stay in the folder.
    private static let most = 4
    private static let prefix = "matcher-"

    /// The folder of the environment; nil where there is none, or none that is safe.
    init?(environment: [String: String] = ProcessInfo.processInfo.environment) {
        let named = environment["INWARD_CACHE"].flatMap { $0.isEmpty ? nil : $0 }
        guard named != "off", let program = Self.program() else { return nil }
        let caches = environment["XDG_CACHE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        let home = environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 + "/.cache" : nil }
        guard let folder = named ?? (caches ?? home).map({ $0 + "/inward" }) else { return nil }
        self.folder = folder
        self.program = program
    }

    func matcher(for recipe: [UInt8]) -> [UInt8]? {
        let key = key(recipe)
        guard isSafe(folder), let file = OwnFile.read(path(key)), file.count > SHA256.byteCount else {
            return nil
        }
        let content = file[SHA256.byteCount...]
        return Self.digest(key, content).elementsEqual(file.prefix(SHA256.byteCount)) ? Array(content) : nil
    }

    func keep(_ matcher: [UInt8], for recipe: [UInt8]) {
        let key = key(recipe)
        // The folder of caches and its own; a home is not made.
        mkdir(URL(fileURLWithPath: folder).deletingLastPathComponent().path, 0o700)
        mkdir(folder, 0o700)
        guard isSafe(folder) else { return }
        let new = "\(folder)/.\(UUID().uuidString)"
        guard OwnFile.create(new, Array(Self.digest(key, matcher[...])) + matcher) else { return }
        guard rename(new, path(key)) == 0 else {
            unlink(new)
            return
        }
        prune()
    }

    /// The oldest files go.
    private func prune() {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let dated = names.filter { $0.hasPrefix(Self.prefix) }.map { name in
            var info = stat()
            return (name, lstat("\(folder)/\(name)", &info) == 0 ? info.st_mtim.tv_sec : 0)
        }
        for (name, _) in dated.sorted(by: { $0.1 > $1.1 }).dropFirst(Self.most) { unlink("\(folder)/\(name)") }
    }

    private func path(_ key: SHA256.Digest) -> String {
        "\(folder)/\(Self.prefix)" + Hex.text(key.prefix(16))
    }

    private func key(_ recipe: [UInt8]) -> SHA256.Digest {
        var hash = SHA256()
        hash.update(data: Array(program.utf8))
        hash.update(data: recipe)
        return hash.finalize()
    }

    private static func digest(_ key: SHA256.Digest, _ content: ArraySlice<UInt8>) -> SHA256.Digest {
        var hash = SHA256()
        hash.update(data: Array(key))
        hash.update(data: content)
        return hash.finalize()
    }

    /// Whether a folder is this user's and nobody else may write it.
    private func isSafe(_ path: String) -> Bool {
        var info = stat()
        return lstat(path, &info) == 0 && OwnFile.isOwn(info, kind: S_IFDIR)
    }

    /// The file of this program as the system knows it.
    private static func program() -> String? {
        var info = stat()
        guard stat("/proc/self/exe", &info) == 0 else { return nil }
        return "\(info.st_dev) \(info.st_ino) \(info.st_size) \(info.st_mtim.tv_sec) \(info.st_mtim.tv_nsec)"
    }
}

/// Files of this user that nobody else may write.
private enum OwnFile {
    /// The most bytes that are read.
    private static let longest = 256 << 20

    static func isOwn(_ info: stat, kind: mode_t) -> Bool {
        info.st_mode & S_IFMT == kind && info.st_uid == geteuid() && info.st_mode & 0o022 == 0
    }

    /// The content of a file; nil where it is not such a one, or a link.
    static func read(_ path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var info = stat()
        guard fstat(descriptor, &info) == 0, isOwn(info, kind: S_IFREG), info.st_size <= longest,
            let data = try? handle.read(upToCount: Int(info.st_size))
        else { return nil }
        return Array(data)
    }

    /// Writes a new file of mode 0600; false where that fails, and nothing is left of it.
    static func create(_ path: String, _ content: [UInt8]) -> Bool {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return false }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try handle.write(contentsOf: content)
            return true
        } catch {
            unlink(path)
            return false
        }
    }
}
