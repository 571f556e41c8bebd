/// The way from the bytes of a normalised text back to the text: places where the two stop going in step.
struct Origins: Sendable {
    private struct Step: Sendable {
        /// From this byte of the output on ...
        var output: Int32
        /// ... it came from this byte of the input, and each further one from the next.
        var input: Int32
    }

    private var steps: [Step] = []

    /// Takes down that the byte at `output` came from the byte at `input`; calls come in the order of the output.
    @inline(__always)
    mutating func note(output: Int, input: Int) {
        if let last = steps.last, Int(last.input) + output - Int(last.output) == input { return }
        if steps.isEmpty, output == input { return }
        steps.append(Step(output: Int32(clamping: output), input: Int32(clamping: input)))
    }

    /// Takes down that the bytes from `output` on are those at `range` of another output, which came from where `other` says.
    mutating func note(output: Int, _ range: Range<Int>, of other: Origins) {
        note(output: output, input: other.input(of: range.lowerBound))
        for step in other.steps where range.contains(Int(step.output)) {
            note(output: output + Int(step.output) - range.lowerBound, input: Int(step.input))
        }
    }

    /// The byte of the input that the byte at `output` came from.
    func input(of output: Int) -> Int {
        // The last step at or before the place; steps stand in order.
        var low = 0
        var high = steps.count
        while low < high {
            let middle = (low + high) / 2
            if steps[middle].output <= output { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return output }
        return Int(steps[low - 1].input) + output - Int(steps[low - 1].output)
    }
}
