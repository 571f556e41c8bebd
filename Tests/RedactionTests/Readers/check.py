"""Reads pairs of mails as email or GMime does and says what is wrong: check.py email|gmime FOLDER SPAN...

For every FOLDER/N.eml there is FOLDER/N.red. A line for each failure, then the number of pairs. A file FOLDER/N.spans
names its own spans, one a line. Text of the mails is not printed.
"""
import email
import email.header
import email.policy
import html
import os
import re
import sys

MARK = "[removed]"
GAP = r"[\s>\-_*\u00a0\u2010-\u2015]+"


class Spans:
    """What was to go: a span may be broken over lines, quoted, or written in a file name."""

    def __init__(self, spans):
        self.all = [compiled(s) for s in spans if MARK not in s and re.sub(GAP, "", s)]
        # What a second scan found may have marks in it.
        self.later = [compiled(one_mark(s)) for s in spans if MARK in s]

    def search(self, text):
        return any(p.search(text) for p in self.all)

    def sub(self, text):
        """The text with a mark for each span. They may overlap, so all are found before any goes."""
        output, position = [], 0
        for start, end in sorted(m.span() for p in self.all for m in p.finditer(text)):
            if start >= position:
                output += [text[position:start], MARK]
            position = max(position, end)
        text = one_mark("".join(output) + text[position:])
        for pattern in self.later:
            text = one_mark(pattern.sub(MARK, text))
        return text


def one_mark(text):
    return re.sub(r"\[removed\]([\s>]*\[removed\])+", MARK, text)


def compiled(span):
    words = GAP.join(re.escape(w) for w in re.split(GAP, span) if w)
    # Short ones count only as words of their own.
    if len(span) < 12:
        words = r"(?<![^\W\d_])" + words + r"(?![^\W\d_])"
    return re.compile(words, re.IGNORECASE)


def plain(text, pattern):
    """What is left of a text when spans and marks are one, and blanks count once."""
    text = re.sub(r"<[^<>]*>", lambda m: m.group() if pattern.search(m.group()) or MARK in m.group() else " ", text)
    text = pattern.sub(html.unescape(text))
    text = text.replace("removed", "").replace("[", "").replace("]", "")
    return re.sub(r"[\s>]+", " ", text).strip()


def by_email(path):
    with open(path, "rb") as file:
        message = email.message_from_binary_file(file, policy=email.policy.compat32)
    for part in message.walk():
        fields = []
        for name, value in part._headers:
            raw = str(value)
            try:
                text = str(email.header.make_header(email.header.decode_header(value)))
            except Exception:
                text = raw
            fields.append((name.lower(), raw, text))
        name = part.get_filename()
        if name:
            try:
                name = str(email.header.make_header(email.header.decode_header(name)))
            except Exception:
                pass
        raw, text = "", ""
        if not part.is_multipart():
            raw = part.get_payload()
            data = part.get_payload(decode=True) or b""
            charset = part.get_content_charset("utf-8")
            try:
                text = data.decode(charset)
            except (LookupError, UnicodeDecodeError):
                text = data.decode("latin-1")
        else:
            raw = text = (part.preamble or "") + "\x00" + (part.epilogue or "")
        yield part.get_content_type(), fields, name or "", raw, text


def by_gmime(path):
    import gi
    gi.require_version("GMime", "3.0")
    from gi.repository import GMime
    GMime.init()
    with open(path, "rb") as file:
        stream = GMime.StreamMem.new_with_buffer(file.read())
    message = GMime.Parser.new_with_stream(stream).construct_message(None)

    def walk(entity):
        if isinstance(entity, GMime.Message):
            yield from fields(entity)
            if entity.get_mime_part():
                yield from walk(entity.get_mime_part())
            return
        yield from fields(entity)
        if isinstance(entity, GMime.Multipart):
            for index in range(entity.get_count()):
                yield from walk(entity.get_part(index))
        elif isinstance(entity, GMime.MessagePart):
            yield from walk(entity.get_message())
        elif isinstance(entity, GMime.TextPart):
            yield ("text/part", [], entity.get_filename() or "", "", entity.get_text() or "")
        elif isinstance(entity, GMime.Part):
            yield ("part", [], entity.get_filename() or "", "", "")

    def fields(entity):
        headers = entity.get_header_list()
        found = []
        for index in range(headers.get_count()):
            header = headers.get_header_at(index)
            found.append((header.get_name().lower(), header.get_raw_value() or "", header.get_value() or ""))
        yield ("header", found, "", "", "")

    yield from walk(message)


def main(reader, folder, spans):
    read = by_email if reader == "email" else by_gmime
    pairs = 0
    for name in sorted(n[:-4] for n in os.listdir(folder) if n.endswith(".red")):
        own = spans
        if os.path.exists("%s/%s.spans" % (folder, name)):
            with open("%s/%s.spans" % (folder, name), encoding="utf-8") as file:
                own = spans + [line for line in file.read().split("\x00") if line]
        pattern = Spans(own)
        before = list(read("%s/%s.eml" % (folder, name)))
        after = list(read("%s/%s.red" % (folder, name)))
        pairs += 1
        if len(before) != len(after):
            print("%s: %d parts were %d" % (name, len(after), len(before)))
            continue
        for index, (old, new) in enumerate(zip(before, after)):
            def fail(what):
                print("%s: part %d: %s" % (name, index, what))
            fields = [f for f in new[1] if f[0] != "x-inward-redacted"]
            if old[0] != new[0]:
                fail("its type is another")
            if [f[0] for f in old[1]] != [f[0] for f in fields]:
                fail("its header fields are others")
            for was, now in zip(old[1], fields):
                machine = now[0].startswith("list-") or now[0] in ("message-id", "references", "in-reply-to", "received")
                if pattern.search(now[2]) and not machine:
                    fail("a span is left in the field " + now[0])
                if was[1] == now[1]:
                    continue
                if now[0] in ("content-type", "content-disposition"):
                    continue
                if not pattern.search(was[2]):
                    fail("a field without a span was touched: " + now[0])
                if plain(was[2], pattern) != plain(now[2], pattern):
                    fail("more than the span has changed in the field " + now[0])
            if pattern.search(new[2]) or plain(old[2], pattern) != plain(new[2], pattern):
                fail("its file name")
            text = html.unescape(new[4])
            if pattern.search(text) or pattern.search(re.sub(r"<[^<>]*>", "", text)):
                fail("a span is left in its text")
            if old[3] == new[3] and old[4] == new[4]:
                continue
            if plain(old[4], pattern) != plain(new[4], pattern):
                fail("more than the span has changed in its text")
            width = max([76] + [len(line) for line in old[3].splitlines()])
            if any(len(line) > width for line in new[3].splitlines()) and len(new[3].splitlines()) > 1 and "\n" in old[3]:
                if max(len(l) for l in new[3].splitlines()) > width + 9 * len(own):
                    fail("its lines are longer")
    print("pairs: %d" % pairs)


main(sys.argv[1], sys.argv[2], sys.argv[3:])
