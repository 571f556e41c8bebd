import Foundation
import Vault

/// What a configuration names is looked at as well: a file that is not there is found before the service needs it.
extension Configuration {
    /// What of the named files and folders is not as it should be, in words.
    public var missing: [String] {
        var missing: [String] = []
        for (key, path) in [("keys", keys), ("releases", releases), ("backups", backups), ("patterns", patterns)] {
            guard let path else { continue }
            if !Self.isFolder(path) { missing.append("\(file): \(key): \(path) is no folder") }
        }
        if let publicKey {
            do { _ = try PublicKey(path: publicKey) } catch { missing.append("\(file): public-key: \(error)") }
        }
        if let path = keyPassphraseFile, !FileManager.default.isReadableFile(atPath: path) {
            missing.append("\(file): key-passphrase-file: \(path) cannot be opened")
        }
        if let path = milter.tokenFile, !FileManager.default.isReadableFile(atPath: path) {
            missing.append("\(file): milter: token-file: \(path) cannot be opened")
        }
        do { _ = try DoorTokens(self) } catch { missing.append("\(error)") }
        return missing
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }
}
