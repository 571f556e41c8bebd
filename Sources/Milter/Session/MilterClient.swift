/// Who handed the mail to the MTA, as far as the MTA has said it.
public struct MilterClient: Sendable, Hashable {
    /// The name that the MTA found for the address; in brackets the address where it found none.
    public var hostname: ByteString
    /// Where the client connected from.
    public var address: ClientAddress
    /// What it said in HELO or EHLO; nil before it.
    public var helo: ByteString?

    /// Of its parts.
    public init(hostname: ByteString = "", address: ClientAddress = .unknown, helo: ByteString? = nil) {
        self.hostname = hostname
        self.address = address
        self.helo = helo
    }
}
