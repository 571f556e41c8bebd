import ArgumentParser

@main
struct Inward: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inward",
        abstract:
            "Finds special-category personal data in inbound mail and form submissions, and sends it into review.",
        version: "0.1.0",
        subcommands: [
            Scan.self, Filter.self, Queue.self, Case.self, Explain.self, Evaluate.self, Train.self, Patterns.self,
            PolicyGroup.self, Audit.self, Init.self, Users.self, RequestGroup.self, Keys.self, Backup.self,
            Restore.self, StoreGroup.self, Serve.self, MilterCommand.self, Config.self,
        ])
}
