/// Words that fill ordinary text. A term is found by another word of it where it has one; this changes speed only.
enum FrequentWords {
    /// Whether `word`, in lower case, is one of them.
    static func contains(_ word: some Collection<UInt8>) -> Bool {
        words.contains(number(word))
    }

    /// Whether `word`, in lower case, is one of the few that make up a third of a text.
    static func isEverywhere(_ word: some Collection<UInt8>) -> Bool {
        everywhere.contains(number(word))
    }

    /// A word as a number: FNV-1a, as quick to make as a word is to read.
    private static func number(_ word: some Sequence<UInt8>) -> UInt64 {
        word.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    private static let everywhere = Set([
        "a", "and", "are", "as", "at", "be", "by", "for", "from", "have", "i", "in", "is", "it", "my", "not", "of",
        "on", "or", "that", "the", "this",
        "to", "was", "we", "will", "with", "you", "your",
    ].map { number($0.utf8) })

    private static let words = Set(
        """
        able about above across act add after again against age ago air all almost along already also although always am amount an and another answer any
        anyone anything are area around as ask at available away back bad bank based be because become been before began begin being below best better
        between big bill body book both box bring business but buy by call came can car care case change check city class close color come coming
        company complete contact content could country course cover current cut date day days deal did different do does doing done down due during
        each early easy either else email end enough even ever every everyone example face fact family far few file find first follow following for form
        found four free from full further gave general get give given go goes going gone good got great group had half hand has have he head help
        her here high him his home hope hour hours house how however if image in include including information interest into is issue it its job just keep
        kind know known large last late later least leave left less let letter life light like line link list lists little live local long look looking lot low
        made mail main make making man many market matter may maybe me mean member members men message might mind minute money month more morning
        most move much must my name near need never new news next night no normal not nothing now number of off office often oh ok old on once one
        only open option or order other our out over own page paid paper part party past path pay people per person phone place plain plan play please
        point post power present press price problem process program public put question quite rate rather read real really reason received record
        report request result return right room run said same save say says school search second section see seem seen send sent service set several
        she short should show side simple since single site size small so software some someone something soon sort source start state still stop
        street strong student subject such support sure system table take taken talk tax team tell term test text than thank thanks that the their them
        then there these they thing things think this those though thought three through time title to today together told tomorrow too took top total
        toward transfer tried true try turn two type under until up update upon us use used user using usually very view visit voice wait want was water way
        we web week weekend weeks well went were what when where whether which while white who whole why will with within without woman word words
        work workers working world would write wrote year years yes yesterday yet you young your
        aber alle als auch auf aus bei bis das dass dem den der des die doch durch ein eine einem einen einer es fur haben hat ich ihr im ist kann mein mir
        mit nach nicht noch oder sich sie sind und uns vom von vor war wie wir zum zur
        au aux avec ce ces dans de du elle en est et il je la le les leur mais mon nous ou par pas plus pour que qui sa se son sont sur tout un une vous
        al como con del el esta este los las mas mi muy para pero por sin su todo y
        """.split(whereSeparator: \.isWhitespace).map { number($0.utf8) })
}
