import Foundation
import Messages
import Testing

@testable import Detection

@Suite("Normalised text")
struct NormalisedTextTests {
    @Test(
        "Letters and marks become plain ones",
        arguments: [
            ("fiancée José Łódź Straße Ærø", "fiancee Jose Lodz Strasse AEro"),
            ("cafe\u{301} nai\u{308}ve", "cafe naive"),
            ("ＡＢＣ ｄｉａｂｅｔｅｓ １２", "ABC diabetes 12"),
            ("dia\u{200B}be\u{200D}tes\u{FEFF} \u{2060}x", "diabetes x"),
            ("di\u{AD}a\u{AD}betes", "diabetes"),
            ("I\u{2019}m \u{201C}ill\u{201D} \u{AB}x\u{BB}", "I'm \"ill\" \"x\""),
            ("type\u{A0}2\u{2009}diabetes", "type 2 diabetes"),
            ("sick \u{2013} off \u{2014} work", "sick - off - work"),
            ("one\u{2028}two\u{2029}three", "one\ntwo\nthree"),
            ("ﬁt ﬂu ½ Ⅳ 𝐝𝐢𝐚𝐛𝐞𝐭𝐞𝐬 ⓗⓘⓥ", "fit flu 12 IV diabetes hiv"),
            ("• asthma … x", "* asthma ... x"),
            ("ДИАБЕТ", "диабет"), ("糖尿病です", "糖尿病です"), ("Ελλάδα", "ελλάδα"),
        ])
    func folding(_ text: String, _ plain: String) {
        #expect(NormalisedText(Bytes(text)).text.string == plain)
    }

    @Test(
        "Look-alikes are Latin in a word with Latin letters, wherever in it they stand",
        arguments: [
            ("dіаbеtеs", "diabetes"), ("аsthmа", "asthma"), ("\u{435}\u{440}il\u{435}\u{440}sy", "epilepsy"),
            ("НІV роsіtіvе", "HIV positive"),
            ("cаncerе", "cancere"), ("αsthmα lupυs", "asthma lupus"), ("virυσ", "viruσ"), ("é\u{430}x", "eax"),
            ("\u{435}\u{200B}\u{440}ilepsy", "epilepsy"),
        ])
    func lookAlikes(_ text: String, _ plain: String) {
        #expect(NormalisedText(Bytes(text)).text.string == plain)
    }

    @Test(
        "Text in Cyrillic or Greek stays what it is, beside Latin words too",
        arguments: ["сахарный диабет", "он болен", "мой iphone сломан", "рак (cancer) рак", "η νόσος του", "вес 4о кг"])
    func otherScripts(_ text: String) {
        let plain = NormalisedText(Bytes(text)).text.string
        #expect(plain == text)
    }

    @Test(
        "Spaced and dotted words are joined, from four letters on and with one separator throughout",
        arguments: [
            ("I have d i a b e t e s now", "I have diabetes now"), ("d.i.a.b.e.t.e.s", "diabetes"),
            ("h-i-v-x and h_i_v_x, l*u*p*u*s", "hivx and hivx, lupus"), ("H I V", "H I V"), ("a.b.c", "a.b.c"),
            ("a b.c d", "a b.c d"), ("d i a b etes", "diab etes"),
            ("xa b c d", "xa b c d"), ("a  b  c  d", "a  b  c  d"), ("d i a\u{301} b", "diab"),
            ("1 a b c d", "1 abcd"), ("i.e. a b", "i.e. a b"),
        ])
    func spaced(_ text: String, _ plain: String) {
        #expect(NormalisedText(Bytes(text)).text.string == plain)
    }

    @Test("A hit in normalised text leads back to the letters it was made of")
    func wayBack() throws {
        let text = "Mÿ d\u{AD}iа\u{200B}bétes — x: l u p u s!"
        let normalised = NormalisedText(Bytes(text))
        for (plain, original) in [("diabetes", "d\u{AD}iа\u{200B}bétes"), ("lupus", "l u p u s"), ("My", "Mÿ")] {
            let found = try #require(normalised.text.string.range(of: plain))
            let start = normalised.text.string.utf8.distance(
                from: normalised.text.string.startIndex, to: found.lowerBound)
            let range = normalised.original(start..<start + plain.utf8.count)
            #expect(Bytes(text).slice(range).string == original)
        }
    }

    @Test(
        "Text that needs none of this is not copied",
        arguments: ["", "Plain text, no need. I was off a b c then.\r\n\tMore_", "a.b.c, x", "(a) (b) (c) (d)"])
    func notCopied(_ text: String) {
        let bytes = Bytes(text)
        let normalised = NormalisedText(bytes).text
        let places = [bytes, normalised].map { $0.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) } }
        #expect(places[0] == places[1])
        #expect(normalised == bytes)
    }
}
