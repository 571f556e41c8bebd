import Foundation

/// What a finished process left.
struct Outcome {
    var status: Int32
    var output: [UInt8]
    var errors: [UInt8]

    /// Standard output as text.
    var text: String { String(decoding: output, as: UTF8.self) }
    /// Standard error as text.
    var errorText: String { String(decoding: errors, as: UTF8.self) }
    /// Standard output by lines, without the last line's ending.
    var lines: [String] { output.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) } }
}

/// Runs the program as a user does: as a process, with pipes.
struct Tool {
    /// The environment: what a shell would give, without settings of whoever runs the tests.
    var environment = ["PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "LC_ALL": "C.UTF-8"]
    /// The folder that it runs in.
    var folder: String?

    /// Runs `inward` with the fixture pack, unless the arguments name other patterns.
    func callAsFunction(_ arguments: String..., input: [UInt8] = []) throws -> Outcome {
        try run(arguments, input: input)
    }

    /// The same with arguments in a list.
    func run(_ arguments: [String], input: [UInt8] = []) throws -> Outcome {
        try start(arguments, input: input).finish()
    }

    /// Runs a line of shell in which `$INWARD` is the program.
    func shell(_ line: String, input: [UInt8] = []) throws -> Outcome {
        var environment = withPatterns
        environment["INWARD"] = try Binary.path()
        return try Running("/bin/sh", ["-c", line], environment: environment, folder: folder, input: input).finish()
    }

    /// Starts `inward` and does not wait for it.
    func start(_ arguments: [String], input: [UInt8]? = [], holdsOutput: Bool = false) throws -> Running {
        try Running(
            Binary.path(), arguments, environment: withPatterns, folder: folder, input: input, holdsOutput: holdsOutput)
    }

    private var withPatterns: [String: String] {
        environment.merging(["INWARD_PATTERNS": Repository.patterns]) { set, _ in set }
    }
}
