/// ``QuoteMarkers`` made ready for comparing with lines: their UTF-8 in lower case.
struct MarkerWords: Sendable {
    let attributionVerbs: [[UInt8]]
    let originalMessage: [[UInt8]]
    let replyHeaders: [[UInt8]]
    let closings: [[UInt8]]

    init(_ markers: QuoteMarkers) {
        func ready(_ words: [String]) -> [[UInt8]] { words.map { Array($0.lowercased().utf8) }.filter { !$0.isEmpty } }
        attributionVerbs = ready(markers.attributionVerbs)
        originalMessage = ready(markers.originalMessage)
        replyHeaders = ready(markers.replyHeaders)
        closings = ready(markers.closings)
    }
}
