import Crypto
import Foundation
import Vault

/// Time-based one-time codes (TOTP, RFC 6238): six digits, 30 seconds, HMAC-SHA-1, which is what authenticator apps know.
struct OneTimeCode {
    static let step = 30
    static let digits = 6

    let secret: [UInt8]

    /// The code of a step (HOTP, RFC 4226 section 5.3).
    func code(step: Int) -> String {
        let mac = Array(
            HMAC<Insecure.SHA1>.authenticationCode(
                for: BigEndian.bytes(UInt64(max(0, step))), using: SymmetricKey(data: secret)))
        let offset = Int(mac[mac.count - 1] & 15)
        let number: UInt32 = BigEndian.number(mac[offset..<offset + 4]) & 0x7FFF_FFFF
        let text = String(number % 1_000_000)
        return String(repeating: "0", count: Self.digits - text.count) + text
    }

    /// The step in which this is the code: now, or one beside for clocks that differ (RFC 6238 section 5.2); only later
    /// than `last`, so that a code is taken once.
    func step(of code: String, at time: Date, after last: Int) -> Int? {
        let now = Moment.seconds(time) / Self.step
        return (now - 1...now + 1).first { step in
            step > last && Equal.inConstantTime(Array(self.code(step: step).utf8), Array(code.utf8))
        }
    }

    /// What an authenticator app reads: `otpauth://totp/…` with the secret in base 32 (RFC 4648 section 6).
    func link(for account: ActorID) -> String {
        "otpauth://totp/Inward:\(account)?secret=\(Base32.text(secret))&issuer=Inward"
    }
}

/// RFC 4648 section 6, without padding.
enum Base32 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    static func text(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        var pending = 0
        var bits = 0
        for byte in bytes {
            pending = pending << 8 | Int(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(alphabet[pending >> bits & 31])
            }
            pending &= 1 << bits - 1
        }
        if bits > 0 { text.append(alphabet[pending << (5 - bits) & 31]) }
        return String(decoding: text, as: UTF8.self)
    }
}
