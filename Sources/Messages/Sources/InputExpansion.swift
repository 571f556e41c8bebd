/// From paths as a user gives them to the files to read.
///
/// The order given is kept; inside a folder files and folders come in the order of their names' bytes. A folder with
/// `cur` and `new` is a maildir: their files are messages, `tmp` and index files are not, and its subfolders (also
/// those whose names begin with a dot, as Maildir++ has them) are read as folders. Elsewhere hidden names are
/// skipped. Only regular files are taken from folders, each folder at most once for each path, so that links in
/// a circle end.
public struct InputExpansion: Sendable {
    /// How deep folders may be nested.
    static let depthLimit = 64

    private var files: [InputFile] = []
    private var problems: [InputProblem] = []
    private var walked: Set<FileIdentity> = []

    /// The files under `paths` in the order to read them, and the paths that could not be followed.
    public static func expand(paths: [String]) -> (files: [InputFile], problems: [InputProblem]) {
        var expansion = InputExpansion()
        for path in paths { expansion.add(path: path) }
        return (expansion.files, expansion.problems)
    }

    private mutating func add(path: String) {
        if path == "-" { return files.append(InputFile(path: path)) }
        let systemPath = Array(path.utf8)
        switch FileSystem.status(of: systemPath) {
        case .failure(let error):
            problems.append(InputProblem(path: path, kind: error.openingProblem))
        case .success(let status) where status.kind == .folder:
            walked = []
            walk(folder: systemPath, identity: status.identity)
        case .success:
            files.append(InputFile(path: path))
        }
    }

    /// A folder or file that is still to be looked at.
    private struct Pending {
        var path: [UInt8]
        var depth: Int
        var hint: InputFile.Hint
        /// Known to be a folder that has been counted as walked.
        var isRoot = false
    }

    /// Walks with a stack of its own: recursion would let the depth of folders decide about ours.
    private mutating func walk(folder: [UInt8], identity: FileIdentity) {
        walked.insert(identity)
        var stack = [Pending(path: folder, depth: 0, hint: .none, isRoot: true)]
        while let next = stack.popLast() {
            guard next.isRoot || shouldEnter(next) else { continue }
            guard next.depth <= Self.depthLimit else {
                report(next.path, .tooDeep(depth: Self.depthLimit))
                continue
            }
            switch FileSystem.names(in: next.path) {
            case .failure(let error): report(next.path, error.openingProblem)
            case .success(let names): stack += pending(names, in: next).reversed()
            }
        }
    }

    /// True for a folder not walked yet; a regular file is added to the list on the way.
    private mutating func shouldEnter(_ entry: Pending) -> Bool {
        switch FileSystem.status(of: entry.path) {
        case .failure(let error):
            // A link to nowhere is no file of this folder, and a message may be moved while we walk.
            if error != .missing { report(entry.path, error.openingProblem) }
            return false
        case .success(let status):
            switch status.kind {
            case .folder: return entry.hint == .none && walked.insert(status.identity).inserted
            case .file:
                files.append(InputFile(systemPath: entry.path, named: false, hint: entry.hint))
                return false
            case .other: return false
            }
        }
    }

    private func pending(_ names: [[UInt8]], in folder: Pending) -> [Pending] {
        let layout = MaildirLayout(names: names, in: folder.path)
        return names.sorted { $0.lexicographicallyPrecedes($1) }.flatMap { name -> [Pending] in
            let path = FileSystem.join(folder.path, name)
            switch layout.role(of: name, at: path) {
            case .skipped: return []
            case .entry: return [Pending(path: path, depth: folder.depth + 1, hint: .none)]
            case .messages: return messages(in: path, depth: folder.depth + 2)
            }
        }
    }

    private func messages(in folder: [UInt8], depth: Int) -> [Pending] {
        guard case .success(let names) = FileSystem.names(in: folder) else {
            // Entered as a folder, it is reported there.
            return [Pending(path: folder, depth: depth, hint: .none)]
        }
        return names.filter { $0.first != UInt8(ascii: ".") }.sorted { $0.lexicographicallyPrecedes($1) }
            .map { Pending(path: FileSystem.join(folder, $0), depth: depth, hint: .maildirMessage) }
    }

    private mutating func report(_ path: [UInt8], _ kind: InputProblem.Kind) {
        problems.append(InputProblem(path: String(decoding: path, as: UTF8.self), kind: kind))
    }
}
