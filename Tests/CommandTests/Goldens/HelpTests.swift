import Testing

@Suite("golden: help") struct HelpTests {
    let inward = Tool()

    @Test("--help of every command and subcommand is as it was looked at")
    func help() throws {
        let commands = try subcommands(of: [])
        #expect(commands.count >= 10)
        for command in commands {
            var text = ""
            for path in [[command]] + (try subcommands(of: [command]).map { [command, $0] }) {
                text += Golden.transcript(path + ["--help"], try inward.run(path + ["--help"])) + "\n"
            }
            try Golden.expect(text, "help-\(command)")
        }
        try Golden.expect(Golden.transcript(["--help"], try inward("--help")), "help")
    }

    @Test("inward help COMMAND, -h and --help say the same")
    func sameHelp() throws {
        let asked = try inward("scan", "--help")
        #expect(asked.status == 0 && asked.errors.isEmpty)
        #expect(try inward("help", "scan").output == asked.output)
        #expect(try inward("scan", "-h").output == asked.output)
    }

    @Test("--version is one line; a command that is none is 64")
    func version() throws {
        let version = try inward("--version")
        #expect(version.status == 0)
        #expect(version.lines.count == 1)
        let unknown = try inward("scam")
        #expect(unknown.status == 64)
        #expect(unknown.output.isEmpty && unknown.errorText.contains("scam"))
    }

    /// The subcommands that a command's help lists.
    private func subcommands(of path: [String]) throws -> [String] {
        let lines = try inward.run(path + ["--help"]).text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let heading = lines.firstIndex(of: "SUBCOMMANDS:") else { return [] }
        return lines[(heading + 1)...].prefix { !$0.isEmpty }.compactMap { line in
            line.hasPrefix("  ") && !line.hasPrefix("   ") ? line.split(separator: " ").first.map(String.init) : nil
        }
    }
}
