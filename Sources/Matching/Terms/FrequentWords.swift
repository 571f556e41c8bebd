/// Words of four to eight letters that fill ordinary text. A term is found by another word of it where it has one; this changes speed only.
enum FrequentWords {
    /// Whether `word`, in lower case, is one of them.
    static func contains(_ word: some Collection<UInt8>) -> Bool {
        words.contains(String(decoding: word, as: UTF8.self))
    }

    private static let words = Set(
        """
        about after again also always another around back because been before being best better between both came come could days does done
        down each email even every find first from full give going good great have here home into just know last life like little long
        look made mail make many message might more most much must name need never next number often only other over part people please
        same send should since some something still such take than thank thanks that their them then there these they thing think this
        those through time under until used using very want week well were what when where which while will with within without work
        would year years your
        aber alle auch beim dann dass dein dem diese doch durch eine einem einen einer haben hier ihre kann mein mehr mich mir nach nicht noch
        nous vous dans avec pour mais plus sont cette tout comme para como pero esta este todo
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}
