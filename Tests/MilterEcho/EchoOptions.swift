import Milter

/// The command line of MilterEcho.
struct EchoOptions: Sendable {
    struct Bad: Error, CustomStringConvertible {
        let description: String
    }

    var sockets: [MilterSocket] = []
    /// Ask for nothing: accept every message.
    var least = false
    /// Serve no MTA that lacks an action.
    var strict = false
    /// Write no line for a message.
    var quiet = false
    var progress = Duration.seconds(10)
    var verdictTimeout = Duration.seconds(240)
    var answerTimeout = Duration.seconds(30)
    var idle = Duration.seconds(7_210)
    /// Send messages instead of taking them.
    var load = false
    var messages = 20_000
    var clients = 50
    var bytes = 4_000

    init() {}

    init(_ arguments: ArraySlice<String>) throws {
        var rest = arguments
        func number() throws -> Int {
            guard let text = rest.popFirst(), let number = Int(text) else {
                throw Bad(description: "a number is missing")
            }
            return number
        }
        while let argument = rest.popFirst() {
            switch argument {
            case "--least": least = true
            case "--strict": strict = true
            case "--quiet": quiet = true
            case "--progress": progress = .milliseconds(try number())
            case "--verdict-timeout": verdictTimeout = .milliseconds(try number())
            case "--answer-timeout": answerTimeout = .milliseconds(try number())
            case "--idle": idle = .milliseconds(try number())
            case "--load": load = true
            case "--messages": messages = try number()
            case "--clients": clients = try number()
            case "--bytes": bytes = try number()
            default: sockets.append(try MilterSocket(argument))
            }
        }
    }
}
