import Foundation
import Messages

/// The sources of a scan one after another, as numbered batches.
final class ScanInput {
    /// Bytes of all sources, where the system knows them all; for the time left.
    let totalBytes: Int?
    /// Paths that could not be opened or read to their end.
    private(set) var problems: [InputProblem] = []
    /// Files in folders that are neither mail nor a form export.
    private(set) var skipped = 0

    private let format: InputFormat
    private let limits: MessageLimits
    private var files: ArraySlice<InputFile>
    private var reader: InputReader?
    private let report: (InputProblem) -> Void

    /// Input from paths as the user gave them; `report` is told of each problem as it is found.
    init(paths: [String], format: InputFormat, limits: MessageLimits, report: @escaping (InputProblem) -> Void) {
        let (files, problems) = InputExpansion.expand(paths: paths)
        self.format = format
        self.limits = limits
        self.files = files[...]
        self.report = report
        totalBytes = Self.size(of: files)
        problems.forEach(note)
    }

    /// The next messages; nil at the end of the last source.
    func next() -> MessageBatch? {
        while true {
            if let batch = reader?.next() { return batch }
            close()
            guard let file = files.popFirst() else { return nil }
            open(file)
        }
    }

    private func open(_ file: InputFile) {
        do {
            let opened = try InputReader(file: file, format: format, limits: limits)
            if opened.isSkipped { skipped += 1 }
            reader = opened
        } catch let problem as InputProblem {
            note(problem)
        } catch {
            note(InputProblem(path: file.path, kind: .cannotOpen(code: errno)))
        }
    }

    private func close() {
        reader?.problems.forEach(note)
        reader = nil
    }

    private func note(_ problem: InputProblem) {
        problems.append(problem)
        report(problem)
    }

    private static func size(of files: [InputFile]) -> Int? {
        var total = 0
        for file in files {
            guard !file.isStandardInput,
                let size = try? FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int
            else { return nil }
            total += size
        }
        return total
    }
}
