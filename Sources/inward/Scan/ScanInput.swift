import Foundation
import Messages

/// The sources of a scan one after another, as numbered batches.
final class ScanInput {
    /// Bytes of all sources, where the system knows them all; for the time left.
    let totalBytes: Int?

    private let format: InputFormat
    private let limits: MessageLimits
    private var files: ArraySlice<InputFile>
    private var reader: InputReader?
    private let notes: ScanNotes

    /// Input from paths as the user gave them; `notes` hears of each problem as it is found.
    init(paths: [String], format: InputFormat, limits: MessageLimits, notes: ScanNotes) {
        let (files, problems) = InputExpansion.expand(paths: paths)
        self.format = format
        self.limits = limits
        self.files = files[...]
        self.notes = notes
        totalBytes = Self.size(of: files)
        problems.forEach(notes.add)
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
            if opened.isSkipped { notes.addSkipped() }
            reader = opened
        } catch let problem as InputProblem {
            notes.add(problem)
        } catch {
            notes.add(InputProblem(path: file.path, kind: .cannotOpen(code: errno)))
        }
    }

    private func close() {
        reader?.problems.forEach(notes.add)
        reader = nil
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
