/// Mails and forms with a marked word in every place that a message has, beside sentences that are found.
///
/// Addresses, Message-IDs and a form's own id may be shown and have none. No sentence that is found has one either: a
/// snippet shows such a sentence, its finding masked.
enum CanaryMails {
    static let word = "qzxcanaryword"

    /// Mails, each for a place or two.
    static let mails: [String] = headers + structures + texts + broken

    private static let found = "\n\nI have diabetes.\n\n"
    private static let from = "From: \"\(word)\" <ann@sender.example>\nTo: \(word) <desk@office.example>\n"

    private static func mail(_ header: String, _ body: String = "") -> String { from + header + "\n\n" + body + found }

    private static let headers = [
        mail("Subject: \(word)", word),
        mail("Subject: I have diabetes. \(word)"),
        mail("Subject: =?utf-8?q?\(word)?= =?\(word)?q?abc?= =?utf-8?\(word)?abc?= =?utf-8?b?cXp4Y2FuYXJ5d29yZA==?="),
        mail("X-Note: \(word)\nX-\(word): \(word)\n\(word): x\nComments: \(word)\nKeywords: \(word), \(word)"),
        mail(
            "Comments: I have diabetes.\nKeywords: I have asthma.\nX-\(word): I have epilepsy.\n\(word): I have diabetes."
        ),
        mail(
            "Received: from \(word) (\(word) [192.0.2.1]) by \(word).example with \(word) id \(word); Wed, 6 May 2026 08:02:00 +0000 (\(word))"
        ),
        mail("Date: Wed, 6 May 2026 10:02:00 +0200 (\(word))\nMessage-ID: <1@sender.example> (\(word))"),
        mail("Date: \(word)\nReturn-Path: \(word)\nDelivered-To: \(word)\nReply-To: \(word)"),
        mail(
            "Cc: \(word): ann@sender.example, \(word) <bo@sender.example>;, (\(word)) cy@sender.example (\(word)), \(word) \(word)"
        ),
        "From: \(word)\nTo: \(word) \(word)\nCc: \"\(word)\"\n" + found,
        "From: ann@sender.example (\(word))\nTo: undisclosed \(word):;\n" + found,
        "From: =?utf-8?q?\(word)?= <ann@sender.example>, \(word)\n" + found,
        mail(
            "Content-Language: \(word)\nList-Id: \(word)\nPrecedence: \(word)\nOrganization: \(word)\nX-Inward-\(word): \(word)"
        ),
        mail(
            "Authentication-Results: \(word); dkim=pass header.d=\(word)\nAuto-Submitted: \(word)\nMIME-Version: \(word)"
        ),
    ]

    private static func part(_ header: String, _ body: String) -> String { "--b\n\(header)\n\n\(body)\n" }
    private static func multipart(_ parts: String..., type: String = "multipart/mixed; boundary=b") -> String {
        mail("MIME-Version: 1.0\nContent-Type: \(type)", parts.joined() + "--b--\n\(word)")
    }

    private static let text = part("Content-Type: text/plain", "My wife has asthma.")

    private static let structures = [
        mail(
            "Content-Type: multipart/mixed; boundary=\"\(word)\"; \(word)=\"\(word)\"",
            "--\(word)\n\nMy wife has asthma.\n--\(word)--\n"),
        mail("Content-Type: multipart/mixed; boundary=\(word)", "--\(word)\n\nMy wife has asthma."),
        multipart(
            text,
            part(
                "Content-Type: application/pdf; name=\"\(word).pdf\"\nContent-Disposition: attachment; filename=\"\(word).pdf\"\nContent-Description: \(word)\nContent-ID: <\(word)>\nContent-Location: \(word)",
                "JVBERi0=")),
        multipart(
            text,
            part(
                "Content-Type: text/plain; name*0=\(word); name*1*=utf-8'\(word)'x\nContent-Disposition: attachment; filename*=\(word)'en'\(word).txt",
                "I have diabetes.")),
        multipart(text, part("Content-Type: application/x-\(word)\nContent-Transfer-Encoding: \(word)", word)),
        multipart(
            text, part("Content-Type: \(word)/\(word)", word), part("Content-Type: \(word)", word),
            part("Content-Type: text/\(word)", word)),
        multipart(text, part("Content-Disposition: \(word); filename=\(word)", "I have diabetes.")),
        multipart(text, part("\(word): \(word)\n\(word)", word), type: "multipart/\(word); boundary=b; type=\(word)"),
        multipart(
            part(
                "Content-Type: message/rfc822\nContent-Description: \(word)",
                "From: \(word) <bo@sender.example>\nSubject: \(word)\n\(word): I have asthma.\n\nI have diabetes.\n")),
        multipart(
            part(
                "Content-Type: message/delivery-status",
                "Reporting-MTA: dns; \(word)\n\nFinal-Recipient: rfc822; \(word)\n")),
        multipart(
            part(
                "Content-Type: message/external-body; access-type=\(word); name=\(word)",
                "Content-Type: \(word)/\(word)\n")),
        multipart(
            part("Content-Type: application/pgp-encrypted", "Version: \(word)"),
            type: "multipart/encrypted; protocol=\"\(word)\"; boundary=b"),
        multipart(part("Content-Type: text/csv; name=\(word).csv", "\(word),b.\nI have diabetes.,x\n")),
        multipart(
            part("Content-Type: application/zip; name=\(word).zip\nContent-Transfer-Encoding: base64", "UEsDBA==")),
    ]

    private static let texts = [
        mail("Content-Type: text/plain; charset=\(word)\nContent-Transfer-Encoding: \(word)"),
        mail("Content-Type: text/plain; charset=\"\(word)\"; format=\(word); delsp=\(word)", word),
        mail("Content-Type: text/html; charset=\(word)", html),
        multipart(
            part("Content-Type: text/html", html), part("Content-Type: text/plain; charset=x-\(word)", word),
            type: "multipart/alternative; boundary=b"),
        mail(
            "Content-Type: text/plain",
            "-----BEGIN PGP MESSAGE-----\nComment: \(word)\n\nhQEM\n-----END PGP MESSAGE-----"),
        mail("Content-Type: text/plain", "begin 644 \(word).txt\n#0V%T\n`\nend\n"),
        mail("X-A: b", "On Monday \(word) wrote:\n> \(word).\n> I have asthma.\n\n-- \n\(word)\n"),
        mail("X-A: b", "\(word):\n\nI have asthma.\n\nDiet: \(word)\n"),
    ]

    private static let html = """
        <html \(word)="\(word)"><head><meta http-equiv="Content-Type" content="text/html; charset=\(word)"><title>\(word)</title>
        <style>.\(word) {}</style><script>\(word)</script></head><body class="\(word)"><!-- \(word) --><\(word) alt='\(word)'>
        <p title="\(word)">My son has epilepsy.</p><img alt="\(word)" src="http://\(word).example/\(word)">&\(word);
        <p style="display:none">\(word)</p><a href="mailto:\(word)">\(word)</a><form><input name="\(word)" value="\(word)"></form><p>
        """

    private static let broken = [
        mail("Content-Type: multipart/mixed; boundary=\"\(word)", "--\(word)\n\nI have asthma.\n"),
        mail("Content-Type: multipart/mixed", "--\(word)\n\nI have asthma.\n"),
        mail("Content-Transfer-Encoding: base64", "\(word)!\u{1}==\(word)"),
        mail("Content-Transfer-Encoding: quoted-printable", "\(word)=ZZ=\n=\(word)"),
        mail("Content-Type: text/plain; charset=utf-7", "+\(word)-"),
        mail(
            "Content-Type: application/pkcs7-mime; smime-type=\(word); name=\(word).p7m\nContent-Transfer-Encoding: base64",
            "MIAG"),
        mail("\(word)\n\(word) \(word)\nContent-Type \(word)", word),
        mail((0..<1_200).map { "\(word)-\($0): \(word)" }.joined(separator: "\n"), word),
        mail((0..<3).map { "Subject: \(word) \($0)" }.joined(separator: "\n"), word),
    ]

    /// An mbox of all of them, whose `From ` lines have the word too; every other one has CRLF.
    static let mbox = mails.enumerated().map { index, mail in
        "From \(word) Wed May  6 08:02:00 2026\n" + (index % 2 == 0 ? mail : mail.replacing("\n", with: "\r\n")) + "\n"
    }.joined()

    /// Form submissions as JSON Lines: names and values, nested ones, and lines that are none.
    static let jsonLines = """
        {"id":"1","from":"\(word)","subject":"\(word)","fields":{"\(word)":"I have diabetes.","message":"\(word)"}}
        {"\(word)":{"\(word)":["I have asthma.","\(word)"]},"Diet":"\(word)"}
        {"id":"2","from":"\(word) <ann@sender.example>","to":"\(word)","fields":{"\(word)":["I have diabetes."]},"\(word)":1}
        {"\(word)":"I have epilepsy.","\(word)":"\(word)"}
        {"message":"I have diabetes.","\(word)":{}}
        {"\(word)": \(word)
        ["\(word)"]
        {"a":"\\u00zz \(word)"}

        """

    /// The same as CSV: column names, values, rows that are too long or never end.
    static let csv = #"""
        id,from,\#(word),message,"\#(word) ""x"""
        1,\#(word),I have diabetes.,\#(word),\#(word)
        2,ann@sender.example,\#(word),I have asthma.,\#(word),\#(word),\#(word)
        3,ann@sender.example,I have epilepsy.,"\#(word)
        """#
}
