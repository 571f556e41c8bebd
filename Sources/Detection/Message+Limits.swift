import Messages

extension Message {
    /// Notes where a limit of detection was passed: such a message is unscannable, and what was judged of it counts.
    package mutating func noteLimits(of assessment: Assessment) {
        guard !assessment.isComplete else { return }
        problems.append(Problem("a limit of detection was passed; the rest was not judged"))
        unscannable = unscannable ?? .tooLarge
    }
}
