import Matching

/// Whom a fact is about: the nearest person named around it.
struct SubjectReader: Sendable {
    private let index: CueIndex

    init(_ index: CueIndex) { self.index = index }

    /// The data subject of a candidate that does not bring its own.
    ///
    /// The nearest person before the span in its sentence, else the nearest after it, else the last one of the sentence
    /// before, else the sender: whoever writes without naming anybody writes about themselves.
    func subject(of candidate: Candidate, in sentence: MessageText.Sentence) -> DataSubject {
        if let about = candidate.about { return about }
        let people = sentence.cues.filter { index.people.contains($0.pattern) }
        let before = people.last { $0.start < Int32(clamping: candidate.range.upperBound) }
        let after = people.first { $0.start >= Int32(clamping: candidate.range.upperBound) }
        let previous = sentence.previous.last { index.people.contains($0.pattern) }
        guard let person = before ?? after ?? previous else { return .sender }
        return index.groups[Int(person.pattern)].about ?? .sender
    }
}
