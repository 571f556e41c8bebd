"""Plants a span in every representation of real mails: plant.py MBOX FOLDER COUNT SPAN

Message N of every tenth becomes FOLDER/N.eml: its own header and body, and beside them a multipart/alternative, a quoted
copy, format=flowed text and an attachment, each with the span, in an encoding and a charset that change with N.
"""
import base64
import email.policy
import html
import mailbox
import quopri
import sys
import urllib.parse


def transfer(data, encoding):
    if encoding == "base64":
        return base64.encodebytes(data)
    if encoding == "quoted-printable":
        return quopri.encodestring(data)
    return data


def part(fields, text, charset, encoding):
    data = text.encode(charset, "replace")
    if encoding == "quoted-printable":
        data = data.replace(b"\r\n", b"\n")
    head = b"".join(f.encode() + b"\n" for f in fields)
    return head + b"Content-Transfer-Encoding: " + encoding.encode() + b"\n\n" + transfer(data, encoding)


def word(text, charset, encoding):
    """RFC 2047, a few characters a word; base64 without padding in the middle, at which GMime stops."""
    words, start = [], 0
    while start < len(text):
        end = min(len(text), start + 12)
        while encoding == "B" and end < len(text) and len(text[start:end].encode(charset)) % 3:
            end += 1
        data = text[start:end].encode(charset)
        start = end
        if encoding == "B":
            inside = base64.b64encode(data).decode()
        else:
            inside = "".join(chr(b) if chr(b).isalnum() and b < 128 else "_" if b == 32 else "=%02X" % b for b in data)
        words.append("=?%s?%s?%s?=" % (charset, encoding, inside))
    return "\n ".join(words)


def mixed(boundary, kind, parts):
    lines = b"".join(b"--" + boundary + b"\n" + p + b"\n" for p in parts)
    return b"Content-Type: multipart/" + kind + b'; boundary="' + boundary + b'"\n\n' + lines + b"--" + boundary + b"--\n"


def planted(raw, number, span):
    head, _, body = raw.partition(b"\n\n")
    kept, content, subject, current = [], [], "", None
    for line in head.split(b"\n"):
        if not line[:1].isspace():
            name = line.split(b":")[0].lower()
            current = content if name.startswith(b"content-") or name == b"mime-version" else kept
            if name == b"subject":
                subject, current = line[8:].decode("latin-1").strip(), []
        current.append(line)
    charset = ["utf-8", "iso-8859-1", "windows-1252", "utf-8"][number % 4]
    encoding = ["quoted-printable", "base64", "8bit"][number % 3]
    other = ["base64", "8bit", "quoted-printable"][number % 3]
    words = span.split(" ")
    long = "Ein längerer Satz davor, damit die Zeile umbricht und weitergeht; "
    text = "Hello,\n" + long * (number % 3) + "I have " + span + " since = 3 weeks.\nGrüße\n"
    markup = (
        "<html><body><p title=\"" + html.escape(span) + "\">Hello &amp; welcome, I have <b>" + words[0] + "</b> "
        + " ".join(html.escape(w).encode("ascii", "xmlcharrefreplace").decode() for w in words[1:])
        + " since.</p><!-- " + span + " --></body></html>\n")
    flowed = "Now this is a long line that says that I have " + " \n".join(words) + " and it flows \non.\n"
    quoted = "On Monday somebody wrote:\n> I have " + "\n> ".join(words) + " and more\n>> deeper " + span.upper() + "\nYes.\n"
    name = "report " + span + ".txt"
    disposition = "Content-Disposition: attachment; filename*=utf-8''" + urllib.parse.quote(name)
    if number % 2:
        half = len(name) // 2
        disposition = (
            "Content-Disposition: attachment;\n filename*0*=utf-8''" + urllib.parse.quote(name[:half])
            + ";\n filename*1*=" + urllib.parse.quote(name[half:]))
    alternative = mixed(b"=alt", b"alternative", [
        part(['Content-Type: text/plain; charset="%s"' % charset], text, charset, encoding),
        part(["Content-Type: text/html; charset=" + charset], markup, charset, other)])
    original = b"\n".join(content) + b"\n\n" + body if content else b"\n" + body
    parts = [
        original, alternative,
        part(["Content-Type: text/plain; charset=utf-8; format=flowed"], flowed, "utf-8", encoding),
        part(["Content-Type: text/plain; charset=utf-8"], quoted, "utf-8", other),
        part(["Content-Type: text/plain; name=\"" + word(name, "utf-8", "Q").replace("\n", "") + "\"", disposition],
             "Nothing in here.\n", "utf-8", "base64")]
    fields = b"\n".join(kept) + b"\nSubject: " + (subject + " " if subject.isascii() else "").encode() + word(
        "about " + span + " again", charset, "QB"[number % 2]).encode()
    fields += b"\nThread-Topic: " + word("about " + span, "utf-8", "B").encode() + b"\nMIME-Version: 1.0\n"
    return fields + mixed(b"=planted", b"mixed", parts)


def main(source, folder, count, span):
    made = 0
    for index, message in enumerate(mailbox.mbox(source, factory=None)):
        if made == count:
            break
        if index % 10 == 0:
            raw = message.as_bytes(policy=email.policy.compat32.clone(max_line_length=0))
            with open("%s/%d.eml" % (folder, made), "wb") as file:
                file.write(planted(raw, made, span))
            made += 1


main(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4])
