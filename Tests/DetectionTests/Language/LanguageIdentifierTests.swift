import Messages
import Testing

@testable import Detection

@Suite("Languages")
struct LanguageIdentifierTests {
    private static let profiles = Result { try LanguageProfiles.load(folder: repositoryFile("patterns/any")) }

    private func language(_ texts: String...) throws -> String {
        LanguageIdentifier(try Self.profiles.get()).language(of: texts.map { segment(.body, $0) })
    }

    @Test(
        "The shipped data tells languages of ordinary mail apart",
        arguments: [
            ("en", "Could you tell me when the parcel that was sent on Monday will arrive at our office?"),
            ("en", "Thanks for the notes. I\u{2019}ll be in on Thursday, and the others are not there yet."),
            ("de", "Guten Tag, ich habe die Rechnung noch nicht erhalten und bitte Sie um eine Kopie."),
            ("de", "Können Sie mir bitte sagen, wann die Lieferung bei uns ankommt? Wir warten schon länger."),
            ("fr", "Bonjour, je n\u{2019}ai pas encore reçu la facture et je vous prie de m'en envoyer une copie."),
            ("es", "Hola, todavía no he recibido la factura y les pido que me envíen una copia por correo."),
            ("it", "Buongiorno, non ho ancora ricevuto la fattura e vorrei chiedere una copia per la nostra ditta."),
            ("nl", "Goedemorgen, ik heb de factuur nog niet ontvangen en zou graag een kopie van u krijgen."),
            ("pt", "Bom dia, ainda não recebi a fatura e gostaria de pedir uma cópia para a nossa empresa."),
            ("pl", "Dzień dobry, nie otrzymałem jeszcze faktury i proszę o przesłanie kopii, bo się spieszę."),
            ("sv", "Hej, jag har inte fått fakturan ännu och skulle vilja ha en kopia av den till kontoret."),
            ("hu", "Jó napot, még nem kaptam meg a számlát, és szeretnék egy másolatot kérni, hogy fizethessek."),
            ("ru", "Добрый день, я ещё не получил счёт и прошу вас прислать мне копию на этот адрес."),
            ("el", "Καλημέρα, δεν έχω λάβει ακόμα το τιμολόγιο και θα ήθελα ένα αντίγραφο."),
            ("he", "שלום, עדיין לא קיבלתי את החשבונית ואשמח לקבל עותק."),
            ("ar", "مرحبا، لم أستلم الفاتورة بعد وأرجو إرسال نسخة منها."),
            ("ja", "お世話になっております。請求書がまだ届いておりませんので、再送をお願いいたします。"),
            ("zh", "您好，我们还没有收到发票，请您再发一份给我们。"),
            ("ko", "안녕하세요, 아직 청구서를 받지 못했습니다. 다시 보내 주시기 바랍니다."),
        ])
    func shipped(_ tag: String, _ text: String) throws { #expect(try language(text) == tag) }

    @Test(
        "What is too short or no language is und",
        arguments: ["", "Thanks", "OK", "12345 67-89", "https://example.org/x", "Meyer GmbH", "😀😀", "Fwd: PO 4410"])
    func unsure(_ text: String) throws { #expect(try language(text) == "und") }

    @Test("All segments count together")
    func segments() throws {
        #expect(try language("when will", "you be at", "the office") == "en")
    }

    @Test("The beginning of a long message decides")
    func sample() throws {
        let english = "Could you tell me when the parcel that was sent on Monday will arrive at our office? "
        let german = "Guten Tag, ich habe die Rechnung noch nicht erhalten und bitte Sie um eine Kopie. "
        #expect(try language(String(repeating: english, count: 30) + String(repeating: german, count: 300)) == "en")
    }

    @Test("Two languages in equal parts are und")
    func mixed() throws {
        #expect(
            try language("Wir haben das noch nicht und sie auch nicht. We have not seen that and they were not there.")
                == "und")
    }

    @Test("A folder without languages.yaml knows none")
    func none() throws {
        let folder = try PackFolder([:])
        let profiles = try LanguageProfiles.load(folder: "\(folder.path)/any")
        let identifier = LanguageIdentifier(profiles)
        #expect(identifier.language(of: [segment(.body, "the and of it was there")]) == "und")
    }

    @Test(
        "Mistakes in languages.yaml have file and line",
        arguments: [
            ("scripts:\n  el: [Greec]", 2, "did you mean 'greek'?"),
            ("languages:\n  en: {word: [a]}", 2, "did you mean 'words'?"),
            ("language: {}", 1, "did you mean 'languages'?"),
        ])
    func mistakes(_ text: String, _ line: Int, _ message: String) throws {
        let folder = try PackFolder(["any/languages.yaml": text])
        let found = mistake { _ = try LanguageProfiles.load(folder: "\(folder.path)/any") }
        #expect(found?.file == "any/languages.yaml" && found?.line == line)
        #expect(found?.message.contains(message) == true)
    }

    @Test("A message is read by its language's pack, or by every pack where it has none")
    func readers() throws {
        let words = ["en": "was on the", "de": "ist in der"]
        let languages = words.map {
            "  \($0.key): {words: [\($0.value.split(separator: " ").joined(separator: ", "))]}\n"
        }
        let detector = try SmallPack.detector([
            "any/languages.yaml": "languages:\n" + languages.joined(), "de/cues.yaml": SmallPack.cues,
            "any/health.yaml": SmallPack.file("health", SmallPack.rule("health.number", "terms: [G35], prior: 1")),
            "en/health.yaml": SmallPack.file("health", SmallPack.rule("health.en", "terms: [lupus], prior: 1")),
            "de/health.yaml": SmallPack.file("health", SmallPack.rule("health.de", "terms: [lupus], prior: 2")),
        ])
        func rules(_ text: String) -> [String] { detector.assess(mail(text)).findings.map(\.rule) }
        #expect(rules("was on the was on the lupus") == ["health.en"])
        #expect(rules("ist in der ist in der lupus") == ["health.de"])
        #expect(detector.assess(mail("lupus")).language == "und")
        // Both packs find the word, and it is one finding: the more confident.
        #expect(rules("lupus") == ["health.de"])
        #expect(rules("G35").count == 1)
    }
}
