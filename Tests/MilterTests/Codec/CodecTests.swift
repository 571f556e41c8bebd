import Milter
import NIOCore
import Seeded
import Testing

@Suite struct CodecTests {
    @Test func theSamplesHaveEveryCode() {
        #expect(Set(Samples.commands.map(\.code)) == Set(CommandCode.allCases))
        #expect(Set(Samples.replies.map(\.code)) == Set(ReplyCode.allCases))
    }

    @Test(arguments: Samples.commands) func aCommandIsReadAsItWasWritten(_ command: MilterCommand) throws {
        var decoder = PacketDecoder()
        decoder.append(Samples.bytes(command))
        let packet = try #require(try decoder.next())
        #expect(packet.code == command.code.rawValue)
        #expect(try MilterCommand(packet) == command)
        #expect(try decoder.next() == nil)
    }

    @Test(arguments: Samples.replies) func aReplyIsReadAsItWasWritten(_ reply: MilterReply) throws {
        var buffer = ByteBuffer()
        reply.write(into: &buffer)
        var decoder = PacketDecoder()
        decoder.append(buffer)
        let packet = try #require(try decoder.next())
        #expect(packet.code == reply.code.rawValue)
        #expect(try MilterReply(packet) == reply)
    }

    @Test(arguments: Samples.commands.filter { Samples.bytes($0).readableBytes < 1_000 })
    func aCommandCutAtAnyByteIsReadAllTheSame(_ command: MilterCommand) throws {
        let whole = Samples.bytes(command)
        for cut in 0...whole.readableBytes {
            var decoder = PacketDecoder()
            decoder.append(try #require(whole.getSlice(at: 0, length: cut)))
            if cut < whole.readableBytes { #expect(try decoder.next() == nil) }
            decoder.append(try #require(whole.getSlice(at: cut, length: whole.readableBytes - cut)))
            #expect(try decoder.next().map { try MilterCommand($0) } == command)
        }
    }

    @Test func allCommandsComeOutOfAStreamOfSingleBytes() throws {
        var decoder = PacketDecoder()
        var seen: [MilterCommand] = []
        for byte in Samples.bytes(Samples.commands).readableBytesView {
            decoder.append(ByteBuffer(bytes: [byte]))
            while let packet = try decoder.next() { seen.append(try MilterCommand(packet)) }
        }
        #expect(seen == Samples.commands)
    }

    /// A packet that ends before its fields do, or after them, is refused and nothing else.
    @Test(arguments: Samples.commands.filter { ![.body, .endOfBody].contains($0.code) })
    func aCommandThatIsTooShortOrTooLongIsRefused(_ command: MilterCommand) throws {
        var decoder = PacketDecoder()
        decoder.append(Samples.bytes(command))
        let packet = try #require(try decoder.next())
        for length in 0..<packet.payload.readableBytes {
            let short = Packet(
                code: packet.code,
                payload: try #require(packet.payload.getSlice(at: packet.payload.readerIndex, length: length)))
            // Lists may end early at a boundary of their own; what is read then is a command of its own.
            if let read = try? MilterCommand(short) { #expect(read != command) }
        }
        var long = packet
        long.payload.writeInteger(UInt8(1))
        #expect(throws: CodecError.self) { try MilterCommand(long) }
    }

    @Test(
        arguments: [
            ([0, 0, 0, 0], CodecError.emptyPacket),
            ([0, 16, 0, 1, 0x41], .packetTooLong(length: 1_048_577, limit: 1_048_576)),
            ([255, 255, 255, 255, 0x42], .packetTooLong(length: 4_294_967_295, limit: 1_048_576)),
        ] as [([UInt8], CodecError)])
    func aLengthThatCannotBeIsRefusedAtOnce(_ bytes: [UInt8], _ error: CodecError) {
        var decoder = PacketDecoder()
        decoder.append(ByteBuffer(bytes: bytes))
        #expect(throws: error) { try decoder.next() }
    }

    @Test func onlyCodesOfTheProtocolAreRead() {
        for code in UInt8.min...UInt8.max {
            if CommandCode(rawValue: code) == nil {
                #expect(throws: CodecError.unknownCode(code)) { try MilterCommand(Packet(code: code)) }
            }
            if ReplyCode(rawValue: code) == nil {
                #expect(throws: CodecError.unknownCode(code)) { try MilterReply(Packet(code: code)) }
            }
        }
    }

    @Test func anUnknownAddressFamilyIsRefused() {
        let packet = Packet(code: CommandCode.connect.rawValue, payload: ByteBuffer(bytes: [0x61, 0, 0x39, 0, 25, 0]))
        #expect(throws: CodecError.badField(code: 0x43, field: "address family")) { try MilterCommand(packet) }
    }

    @Test func aNulInsideOfATextEndsIt() throws {
        var decoder = PacketDecoder()
        decoder.append(Samples.bytes(.helo(ByteString([0x61, 0, 0x62]))))
        #expect(try decoder.next().map { try MilterCommand($0) } == .helo("a"))
    }

    @Test func garbageIsRefusedOrRead() {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<2_000 {
            var decoder = PacketDecoder(limit: 4_096)
            decoder.append(ByteBuffer(bytes: generator.bytes(Int.random(in: 0...200, using: &generator))))
            while let packet = try? decoder.next() {
                _ = try? MilterCommand(packet)
                _ = try? MilterReply(packet)
            }
        }
    }
}

@Suite struct SMTPReplyTests {
    @Test(
        arguments: [
            (250, "2.0.0", ["Ok"]), (600, "6.0.0", ["x"]), (550, "4.7.1", ["x"]), (550, "5.7", ["x"]),
            (550, "5.7.1.1", ["x"]),
            (550, "5.x.1", ["x"]), (550, "5.7.1", []), (550, "5.7.1", ["a\r\nb"]),
            (550, "5.7.1", [String(repeating: "x", count: 481)]),
        ] as [(Int, String, [String])])
    func aReplyThatAnMTAWouldMisreadIsRefused(_ code: Int, _ enhanced: String, _ lines: [String]) {
        #expect(throws: SMTPReply.Malformed.self) { try SMTPReply(code: code, enhanced: enhanced, lines: lines) }
    }
}
