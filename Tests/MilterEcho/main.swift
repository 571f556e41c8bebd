import Foundation
import Logging
import Milter

// A filter without an opinion of its own: the message says what is to be done with it. For tests.
//
//     MilterEcho [--least] [--quiet] [--progress MS] [--verdict-timeout MS] SOCKET…
//     MilterEcho --load [--messages N] [--clients N] [--bytes N] SOCKET
do {
    let options = try EchoOptions(CommandLine.arguments.dropFirst())
    if options.sockets.isEmpty {
        print("usage: MilterEcho [--least] [--quiet] [--progress MS] [--verdict-timeout MS] SOCKET…")
    } else if options.load {
        try await EchoLoad(options).run()
    } else {
        try await EchoServer(options).run()
    }
} catch {
    FileHandle.standardError.write(Data("MilterEcho: \(error)\n".utf8))
    exit(1)
}
