import Foundation

@testable import Casework

/// All bytes of all files in a store's folder, keys aside: what a thief of the folder would have.
struct StoreBytes {
    let files: [String: Data]

    init(_ folder: StoreFolder) throws {
        var files: [String: Data] = [:]
        for name in FileManager.default.enumerator(atPath: folder.path)?.compactMap({ $0 as? String }) ?? []
        where !name.hasPrefix("keys") {
            if let data = FileManager.default.contents(atPath: folder.path + "/" + name) { files[name] = data }
        }
        self.files = files
    }

    /// The files that hold these bytes, as they are or without regard to ASCII case.
    func holding(_ bytes: some Sequence<UInt8>) -> [String] {
        let wanted = Data(bytes)
        return files.filter { $0.value.firstRange(of: wanted) != nil }.keys.sorted()
    }
}
