import ArgumentParser

@main
struct Inward: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "inward")
}
