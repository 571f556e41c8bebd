/// The named character references, by a hash of the name.
struct HTMLEntityTable: Sendable {
    /// The longest name has this many letters.
    static let longestName = 31
    /// The one table there is.
    static let shared = HTMLEntityTable()

    /// FNV-1a. Names of the table do not collide; a made-up name that did would only be read as a character.
    struct Hash {
        private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325
        mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }

    private struct Entry {
        /// 0 is a free place.
        var hash: UInt64 = 0
        var characters = HTMLEntities.Characters(first: 0)
        var isLegacy = false
    }

    /// Open addressing; about half of the places are free.
    private var entries = [Entry](repeating: Entry(), count: Self.size)
    private static let size = 4096

    /// What the name with this hash stands for.
    func characters(_ hash: UInt64) -> HTMLEntities.Characters? {
        let entry = entries[place(of: hash)]
        return entry.hash == hash ? entry.characters : nil
    }

    /// The same, for names that may stand without a semicolon.
    func legacyCharacters(_ hash: UInt64) -> HTMLEntities.Characters? {
        let entry = entries[place(of: hash)]
        return entry.hash == hash && entry.isLegacy ? entry.characters : nil
    }

    /// Where this hash is, or the free place where it would be.
    private func place(of hash: UInt64) -> Int {
        var place = Int(truncatingIfNeeded: hash ^ hash >> 32) & (Self.size - 1)
        while entries[place].hash != 0, entries[place].hash != hash { place = (place + 1) & (Self.size - 1) }
        return place
    }

    private init() {
        for entry in Self.words(HTMLEntityNames.all) {
            let name = entry.prefix { $0 != 0x3D }
            let scalars = entry.dropFirst(name.count + 1).split(separator: 0x2B).map { digits in
                digits.reduce(UInt32(0)) { $0 << 4 | UInt32($1.hexValue ?? 0) }
            }
            let hash = Self.hash(name)
            entries[place(of: hash)] = Entry(
                hash: hash,
                characters: HTMLEntities.Characters(
                    first: scalars.first ?? 0xFFFD, second: scalars.count > 1 ? scalars[1] : nil))
        }
        for name in Self.words(HTMLEntityNames.legacy) { entries[place(of: Self.hash(name))].isLegacy = true }
    }

    private static func words(_ list: StaticString) -> [Substring.UTF8View] {
        Substring(list.description).utf8.split { $0 == 0x20 || $0 == 0x0A }
    }

    private static func hash(_ name: some Sequence<UInt8>) -> UInt64 {
        var hash = Hash()
        for byte in name { hash.add(byte) }
        return hash.value
    }
}
