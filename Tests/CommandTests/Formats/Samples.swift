/// Messages of every kind that a record can speak of.
enum Samples {
    /// An mbox with flagged, plain, protected, encrypted, broken and nested mails, and odd addresses.
    static let mbox = Mails.mbox([
        Mails.mail(Mails.health + " " + Mails.union + " I was never convicted."),
        Mails.mail(Mails.plain),
        Mails.mail(Mails.health, to: "dpo@office.example"),
        Mails.mail("I want to end my life. " + Mails.health),
        Mails.mail(Mails.health, from: "=cmd()@sender.example", to: "a@office.example, \"b,c\" <b@office.example>"),
        Mails.mail("-----BEGIN PGP MESSAGE-----\n\nhQEM\n-----END PGP MESSAGE-----"),
        Mails.mail(parts, headers: ["MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=b", date]),
        "Subject: only a subject\n\n",
        Mails.mail("Zm9", headers: ["Content-Type: text/plain; charset=x-none", "Content-Transfer-Encoding: base64"]),
    ])

    /// Form submissions in JSON Lines.
    static let forms = """
        {"id":"a,\\"1\\"","from":"ann@sender.example","fields":{"Diet":"gluten free","message":"\(Mails.union)"}}
        {"name":"Ann","nested":{"list":["\(Mails.health)"]}}
        {"id":7,"fields":{}}
        {"id": broken

        """

    private static let date = "Date: Wed, 6 May 2026 10:02:00 +0200"
    private static let parts = """
        --b
        Content-Type: text/html

        <p>I have <b>diabetes</b>.</p>
        --b
        Content-Type: application/zip; name="list.zip"
        Content-Transfer-Encoding: base64

        UEsDBA==
        --b
        Content-Type: message/rfc822

        From: bo@other.example
        Subject: inner

        My son has asthma.
        """
}
