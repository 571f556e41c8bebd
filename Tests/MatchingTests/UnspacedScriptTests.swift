import Matching
import Testing

@Suite("Scripts without spaces between words")
struct UnspacedScriptTests {
    static let texts: [TermTests.Example] = [
        .init("糖尿病", "私は糖尿病です", ["糖尿病"]),
        .init("病", "糖尿病と肝臓病", ["病", "病"]),
        .init("癌", "癌", ["癌"]),
        .init("มะเร็ง", "ฉันเป็นมะเร็งปอด", ["มะเร็ง"]),
        .init("당뇨병", "저는 당뇨병이 있습니다", ["당뇨병"]),
        .init("ជំងឺ", "ខ្ញុំមានជំងឺ", ["ជំងឺ"]),
        .init("ຄົນ", "ຂ້ອຍເປັນຄົນ", ["ຄົນ"]),
        .init("ကင်ဆာ", "သူကင်ဆာဖြစ်", ["ကင်ဆာ"]),
        .init("𠮷野", "私は𠮷野です", ["𠮷野"]),
        .init("hiv陽性", "私はHIV陽性です xhiv陽性", ["HIV陽性"]),
        .init("hiv", "私はHIVです、HIV。xHIV", ["HIV", "HIV"]),
        .init("陽性 反応", "陽性反応 陽性 反応 陽性\n反応", ["陽性 反応", "陽性\n反応"]),
        .init("糖尿病", "糖尿 病", []),
    ]

    @Test("Terms stand anywhere in running text, and Latin words beside it are whole words", arguments: texts)
    func examples(_ example: TermTests.Example) throws {
        #expect(try matcher(example.term).pieces(of: example.text) == example.pieces)
    }

    @Test("Every character is a start, at every offset")
    func everyOffset() throws {
        let matcher = try matcher("糖尿病", "病")
        for count in 0...130 {
            let text =
                String(repeating: "a", count: count % 7) + String(repeating: "字", count: count) + "糖尿病"
                + String(repeating: "x", count: count)
            #expect(matcher.pieces(of: text) == ["糖尿病", "病"])
        }
    }
}
