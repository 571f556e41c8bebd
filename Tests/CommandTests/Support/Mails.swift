/// Mails that tests are made of.
enum Mails {
    /// A sentence that the fixture pack finds, and its policy quarantines.
    static let health = "I have diabetes and cannot stand all day."
    /// One that is tagged.
    static let union = "Please stop my union dues from May."
    /// One that is rejected.
    static let criminal = "I was convicted in March."
    /// One in which there is nothing.
    static let plain = "The chairs are delivered on Friday."

    /// A mail of one text part.
    static func mail(
        _ body: String, from: String = "Ann Sender <ann@sender.example>", to: String = "desk@office.example",
        subject: String = "About Friday", id: String = "<1@sender.example>", headers: [String] = [],
        ending: String = "\n"
    ) -> String {
        let lines =
            ["From: \(from)", "To: \(to)", "Subject: \(subject)", "Message-ID: \(id)"] + headers + ["", body, ""]
        return lines.joined(separator: ending)
    }

    /// The same mail as bytes.
    static func bytes(_ body: String, ending: String = "\n", headers: [String] = []) -> [UInt8] {
        Array(mail(body, headers: headers, ending: ending).utf8)
    }

    /// An mbox of mails.
    static func mbox(_ mails: [String]) -> String {
        mails.map { "From ann@sender.example Wed May  6 08:02:00 2026\n" + $0 + "\n" }.joined()
    }

    /// An mbox of so many mails, every third of them about health, each with a number in its Message-ID.
    static func longMbox(_ count: Int) -> String {
        mbox((0..<count).map { mail($0 % 3 == 0 ? health : plain, id: "<\($0)@sender.example>") })
    }
}
