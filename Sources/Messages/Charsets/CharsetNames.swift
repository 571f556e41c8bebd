/// The charsets that are read, by every name they are known by in mail. Names come from the sender: what is not in
/// this list never reaches the C library.
extension Charset {
    /// The charset with this name, compared without case; nil for one that is not read. An empty name is undeclared.
    static func named(_ name: Span<UInt8>) -> Charset? {
        let range = name.trimmed(0..<name.count)
        if range.isEmpty || ByteScan.isWord("us-ascii", in: name, range) { return .undeclared }
        if ByteScan.isWord("utf-8", in: name, range) { return .utf8 }
        guard range.count <= 40 else { return nil }
        var key = ""
        for position in range { key.unicodeScalars.append(Unicode.Scalar(name[position].asciiLowercased)) }
        return byName[key]
    }

    /// The charset with this name in the allow-list.
    static func listed(_ name: String) -> Charset? { byName[name] }

    /// The allow-list: each charset's own name and aliases (IANA, the WHATWG Encoding Standard, and what mailers write).
    private static let byName: [String: Charset] = {
        var names: [String: Charset] = [:]
        func add(_ charset: Charset, _ aliases: String...) {
            for alias in aliases + [charset.name] { names[alias] = charset }
        }
        func single(_ name: String, _ table: [UInt16], _ aliases: String...) {
            let charset = Charset(name, .singleByte, table: table)
            for alias in aliases + [name] { names[alias] = charset }
        }
        add(
            .undeclared, "ascii", "ansi_x3.4-1968", "iso646-us", "us", "7bit", "8bit", "default", "unknown-8bit",
            "x-unknown")
        add(.utf8, "utf8", "unicode-1-1-utf-8", "x-unicode20utf8", "utf_8", "utf-8n")
        // What calls itself Latin-1 mostly is Windows-1252, whose other characters are the same.
        add(
            .windows1252, "cp1252", "x-cp1252", "iso-8859-1", "iso8859-1", "iso_8859-1", "iso_8859-1:1987", "iso88591",
            "iso-88591", "latin1", "latin-1", "l1", "ibm819", "cp819", "windows1252", "ansi", "iso-8859", "8859-1",
            "iso8859_1")
        for (number, table) in iso8859 {
            single(
                "iso-8859-\(number)", table, "iso8859-\(number)", "iso_8859-\(number)", "iso8859\(number)",
                "iso-8859\(number)")
        }
        for (number, table) in windows {
            single(
                "windows-\(number)", table, "cp\(number)", "x-cp\(number)", "cp-\(number)", "windows\(number)",
                "win-\(number)")
        }
        alias("windows-1254", of: "iso-8859-9", "iso8859-9", "iso_8859-9", "latin5", "l5", in: &names)
        alias("windows-874", of: "iso-8859-11", "iso8859-11", "tis-620", "tis620", in: &names)
        alias("iso-8859-8", of: "iso-8859-8-i", "iso-8859-8-e", "hebrew", "visual", in: &names)
        alias("iso-8859-2", of: "latin2", "l2", in: &names)
        alias("iso-8859-5", of: "cyrillic", in: &names)
        alias("iso-8859-6", of: "arabic", in: &names)
        alias("iso-8859-7", of: "greek", "greek8", in: &names)
        alias("iso-8859-15", of: "latin9", "latin-9", "l9", in: &names)
        single("koi8-r", OtherTables.koi8r, "koi8", "koi8r", "koi", "cskoi8r")
        single("koi8-u", OtherTables.koi8u, "koi8u", "koi8-ru")
        single("ibm437", OtherTables.cp437, "cp437", "437")
        single("ibm850", OtherTables.cp850, "cp850", "850", "ibm-850")
        single("ibm852", OtherTables.cp852, "cp852", "852")
        single("ibm866", OtherTables.cp866, "cp866", "866")
        single("macintosh", OtherTables.macRoman, "mac", "x-mac-roman", "macroman")
        add(Charset("utf-16", .utf16), "utf16", "ucs-2", "iso-10646-ucs-2", "unicode", "csunicode")
        add(Charset("utf-16be", .utf16BigEndian), "unicodefffe")
        add(Charset("utf-16le", .utf16LittleEndian), "unicodefeff")
        add(Charset("utf-32", .utf32), "utf32", "ucs-4", "iso-10646-ucs-4")
        add(Charset("utf-32be", .utf32BigEndian))
        add(Charset("utf-32le", .utf32LittleEndian))
        add(Charset("utf-7", .utf7), "utf7", "unicode-1-1-utf-7", "x-unicode-2-0-utf-7")
        for (name, isStateful, aliases) in system {
            for alias in aliases + [name] { names[alias] = Charset(name, .system(isStateful: isStateful)) }
        }
        return names
    }()

    private static func alias(_ name: String, of aliases: String..., in names: inout [String: Charset]) {
        for alias in aliases { names[alias] = names[name] }
    }

    private static var iso8859: [(Int, [UInt16])] {
        [
            (2, ISO8859Tables.iso8859x2), (3, ISO8859Tables.iso8859x3), (4, ISO8859Tables.iso8859x4),
            (5, ISO8859Tables.iso8859x5), (6, ISO8859Tables.iso8859x6), (7, ISO8859Tables.iso8859x7),
            (8, ISO8859Tables.iso8859x8), (10, ISO8859Tables.iso8859x10), (13, ISO8859Tables.iso8859x13),
            (14, ISO8859Tables.iso8859x14), (15, ISO8859Tables.iso8859x15), (16, ISO8859Tables.iso8859x16),
        ]
    }

    private static var windows: [(Int, [UInt16])] {
        [
            (874, WindowsTables.windows874), (1250, WindowsTables.windows1250), (1251, WindowsTables.windows1251),
            (1253, WindowsTables.windows1253), (1254, WindowsTables.windows1254), (1255, WindowsTables.windows1255),
            (1256, WindowsTables.windows1256), (1257, WindowsTables.windows1257), (1258, WindowsTables.windows1258),
        ]
    }

    /// Charsets of the C library, by the names it knows; each is read as the larger one that vendors made of it.
    private static var system: [(String, Bool, [String])] {
        [
            ("iso-2022-jp", true, ["csiso2022jp", "iso2022jp", "iso-2022-jp-1", "iso-2022-jp-2"]),
            (
                "cp932", false,
                ["shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji", "windows-31j", "windows-932", "cswindows31j"]
            ),
            ("euc-jp", false, ["eucjp", "x-euc-jp", "ujis"]),
            (
                "gb18030", false,
                [
                    "gb2312", "gbk", "gb-2312", "gb_2312-80", "gb_2312", "euc-cn", "cp936", "x-gbk", "chinese",
                    "csgb2312", "windows-936",
                ]
            ),
            ("big5", false, ["big-5", "cn-big5", "x-x-big5", "csbig5", "big5-hkscs", "cp950", "windows-950"]),
            (
                "cp949", false,
                [
                    "euc-kr", "euckr", "ks_c_5601-1987", "ksc5601", "ks_c_5601", "korean", "uhc", "windows-949",
                    "cseuckr", "iso-ir-149",
                ]
            ),
            ("iso-2022-kr", true, ["csiso2022kr", "iso2022kr"]),
        ]
    }
}
