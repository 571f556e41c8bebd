import Dispatch
import Foundation
import Logging
import Milter
import NIOPosix

/// Runs the echo until SIGTERM or SIGINT.
struct EchoServer {
    let options: EchoOptions

    init(_ options: EchoOptions) { self.options = options }

    func run() async throws {
        var settings = ServerSettings()
        settings.progressInterval = options.progress
        settings.verdictTimeout = options.verdictTimeout
        settings.answerTimeout = options.answerTimeout
        settings.idleTimeout = options.idle
        let (least, strict, quiet) = (options.least, options.strict, options.quiet)
        let server = MilterServer(settings: settings, logger: Logger(label: "milter-echo")) {
            EchoHandler(least: least, strict: strict, quiet: quiet)
        }
        try await server.start(on: options.sockets)
        print("listening on \(server.addresses)")
        fflush(nil)
        let (signals, arrived) = AsyncStream.makeStream(of: Int32.self)
        let sources = [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler { arrived.yield(number) }
            source.resume()
            return source
        }
        for await _ in signals { break }
        for source in sources { source.cancel() }
        await server.stop(within: .seconds(5))
    }
}
