import Foundation
import Messages
import Seeded
import Testing

@testable import Detection

@Suite("The sentence model")
struct SentenceModelTests {
    private func sentences(_ text: String) -> [String] {
        let bytes = Bytes(text)
        var found: [String] = []
        bytes.withBytes { span in SentenceReader.forEachSentence(in: span) { found.append(bytes.slice($0).string) } }
        return found
    }

    /// The keys of a text that is one sentence.
    private func keys(_ text: String) -> Set<UInt64> {
        let bytes = Array(text.utf8)
        var keys: Set<UInt64> = []
        var last: UInt64 = 0
        for word in SentenceReader.words(of: bytes.span, 0..<bytes.count) {
            SentenceReader.forEachLetters(of: word.range, in: bytes.span) { keys.insert($0) }
            keys.insert(SentenceReader.key(.word, word.hash))
            if last != 0 { keys.insert(SentenceReader.key(.pair, last, word.hash)) }
            last = word.hash
        }
        return keys
    }

    @Test("A text is read whole: every byte but white space stands in one sentence")
    func whole() {
        var random = SeededGenerator(seed: 7)
        let pieces = [
            "Hello.", " ", "\n", "\n\n", "- item", "> quoted", "a", "Dr. No", "é", "12", "!?",
            String(repeating: "x", count: 700),
        ]
        for _ in 0..<500 {
            let text = (0..<12).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            let read = sentences(text).joined()
            let kept = { (text: String) in text.filter { $0.isLetter || $0.isNumber } }
            #expect(kept(read) == kept(text))
        }
    }

    @Test(
        "Sentences end at full stops, empty lines, items and quote marks, not at wrapped lines",
        arguments: [
            ("One here. Two there!", ["One here.", "Two there!"]),
            ("wrapped\nline", ["wrapped\nline"]),
            ("head\n\nbody", ["head\n", "body"]),
            ("list\n- a\n- b", ["list\n", "- a\n", "- b"]),
            ("v1.2 of it", ["v1.2 of it"]),
        ] as [(String, [String])])
    func ends(_ text: String, _ expected: [String]) {
        #expect(
            sentences(text).map { $0.trimmingCharacters(in: .whitespaces) }
                == expected.map { $0.trimmingCharacters(in: .whitespaces) })
    }

    @Test("Names in the file mean the keys that a text is read by")
    func names() {
        let text = "I don't stand at gate 12 with Ana"
        let named = Set(SentenceReader.names(in: text).compactMap(key))
        #expect(named == keys(text))
        #expect(Set(SentenceReader.names(in: text)).isSuperset(of: ["dont", "gate 0", "#_ana", "#ana_", "i"]))
        #expect(key("three words here") == nil && key("#abc") == nil)
    }

    @Test("A sum of words seen before is the sum of all its keys, letters and pairs included, whoever asked before")
    func sums() throws {
        let model = SentenceTraining(try corpus()).fit()
        let other = SentenceTraining(try corpus()).fit(without: ["w1"])
        var scorer = SentenceScorer()
        for text in [
            "We stood at the gate", "at the gate again, don't 12", "SCANNED at the clinic", "é", "...", "gate",
        ] {
            let bytes = Array(text.utf8)
            for model in [model, other, model] {
                scorer.use(model)
                let all = naiveKeys(text)
                var expected = SentenceModel.Sum.zero
                for key in all { model.add(key, to: &expected) }
                for _ in 0..<2 {
                    #expect(scorer.sum(of: bytes.span, 0..<bytes.count, model) == (all.isEmpty ? nil : expected))
                }
            }
        }
    }

    /// By way of the names in the file.
    private func naiveKeys(_ text: String) -> [UInt64] {
        SentenceReader.names(in: text).compactMap(key)
    }

    /// The key of a name in the file.
    private func key(_ name: String) -> UInt64? { SentenceReader.key(named: Array(name.utf8)[...])?.key }

    @Test("What is learnt of a word is believed of others in its class, and only with the classes")
    func classes() throws {
        let folder = try PackFolder([
            "classes.tsv": "# words used alike\n1.1.1\tclinic surgery knee ward\n1.1.2\tparcel invoice\n"
        ])
        let classes = try WordClasses.load(path: "\(folder.path)/classes.tsv", name: "classes.tsv")
        func health(_ classes: WordClasses, _ text: String) throws -> Double {
            let bytes = Array(text.utf8)
            let model = try reread(SentenceTraining(try corpus(), classes: classes).fit(), classes)
            var scorer = SentenceScorer()
            scorer.use(model)
            return model.scores(scorer.sum(of: bytes.span, 0..<bytes.count, model) ?? .zero)[.health]
        }
        // No message has either word, nor four letters of it.
        #expect(try health(.none, "ward") == health(.none, "tuba"))
        #expect(try health(classes, "ward") > health(classes, "tuba"))
        #expect(try health(classes, "ward") > health(classes, "gate"))
    }

    @Test(
        "Mistakes in the file of classes are named with their line",
        arguments: ["1.1.1\tone\n1.1\ttwo", "1.1.1\tone\n1..1\ttwo", "1.1.1\tone\n1.1.1 two", "# no\nx.1.1\tone"])
    func classMistakes(_ text: String) throws {
        let folder = try PackFolder(["classes.tsv": text])
        let found = mistake { _ = try WordClasses.load(path: "\(folder.path)/classes.tsv", name: "classes.tsv") }
        #expect(found?.file == "classes.tsv" && found?.line == 2)
    }

    @Test("A field's name is read with its value")
    func field() throws {
        let model = SentenceTraining(try corpus()).fit()
        func score(_ name: String) -> Double {
            var message = Message(kind: .form, raw: Bytes())
            message.segments = [
                Segment(
                    place: .field(name), part: "", text: Bytes("again"), decoding: Decoding(source: 0..<0, steps: []))
            ]
            let text = MessageText(message)
            var scorer = SentenceScorer()
            return ScoredSentences(text.segments, model, &scorer).best[.health]
        }
        #expect(score("clinic") > score("gate"))
    }

    private func corpus() throws -> [LabelledMessage] {
        let lines = [
            ("the branch balloted us and i stood at the gate", "union"),
            ("we stood at the gate with the branch", "union"),
            ("the branch met at the gate again", "union"), ("my knee was scanned at the clinic", "health"),
            ("the clinic scanned her knee", "health"), ("scanned again at the clinic today", "health"),
            ("please send the invoice", ""), ("the parcel is late", ""), ("send the parcel to the office please", ""),
        ].enumerated().map { index, item in
            let spans = item.1.isEmpty ? "" : #"{"text":"\#(item.0)","where":"body","category":"\#(item.1)"}"#
            let labels = item.1.isEmpty ? "" : "\"\(item.1)\""
            return #"{"id":"w\#(index % 3)-\#(index)","body":"\#(item.0)","labels":[\#(labels)],"spans":[\#(spans)]}"#
        }
        let folder = try PackFolder(["corpus.jsonl": lines.joined(separator: "\n")])
        return try LabelledMessage.load(path: "\(folder.path)/corpus.jsonl")
    }

    @Test("Fitted, it tells categories apart, is the same every time, and is read back from its file")
    func fitting() throws {
        let training = SentenceTraining(try corpus())
        #expect(training.worlds == ["w0", "w1", "w2"])
        let model = training.fit()
        #expect(model.text == training.fit().text)
        func scores(_ model: SentenceModel, _ text: String) -> SentenceModel.Scores {
            let bytes = Array(text.utf8)
            var scorer = SentenceScorer()
            scorer.use(model)
            return model.scores(scorer.sum(of: bytes.span, 0..<bytes.count, model) ?? .zero)
        }
        for kept in [model, try reread(model)] {
            let gate = scores(kept, "at the gate with the branch")
            #expect(gate[.union] > gate[.health] && gate[.union] > scores(kept, "send the parcel")[.union])
            let clinic = scores(kept, "scanned at the clinic")
            #expect(clinic[.health] > clinic[.union] && clinic.best == clinic[.health])
        }
        #expect(training.fit(without: ["w1"]).text != model.text)
    }

    private func reread(_ model: SentenceModel, _ classes: WordClasses = .none) throws -> SentenceModel {
        let folder = try PackFolder(["model.tsv": model.text])
        return try SentenceModel.load(path: "\(folder.path)/model.tsv", name: "model.tsv", classes: classes)
    }

    @Test(
        "Mistakes in the file are named with their line",
        arguments: [
            ("# words\n(always)\t0", 2), ("(always)\t0\t1\t1\t1\t1\t1\t1\t1\t1\t1\ngate\t1\tx", 2), ("# nothing\n", 0),
        ])
    func mistakes(_ text: String, _ line: Int) throws {
        let folder = try PackFolder(["model.tsv": text])
        let found = mistake { _ = try SentenceModel.load(path: "\(folder.path)/model.tsv", name: "model.tsv") }
        #expect(found?.file == "model.tsv" && found?.line == line)
    }

    @Test("A sentence is proposed where no rule has a word for it, and left to the rule where one has")
    func proposing() throws {
        let folds = SentenceFolds(try corpus(), classes: .none)
        let detector = try SmallPack.detector(health: SmallPack.rule("health.knee", "terms: [knee]"))
        let scratch = DetectorScratch()
        scratch.sentenceModel = folds.whole
        func sources(_ text: String) -> [String] {
            detector.judged(mail(text), scratch: scratch).map(\.candidate.source)
        }
        #expect(sources("We stood at the gate with the branch.").contains("union.sentence"))
        #expect(sources("My knee was scanned at the clinic.") == ["health.knee"])
        #expect(sources("Please send the invoice.").isEmpty)
        scratch.sentenceModel = SentenceModel.silent
        #expect(sources("We stood at the gate with the branch.").isEmpty)
    }
}
