import Testing

@testable import Messages

@Suite("HTML to text")
struct HTMLTextTests {
    static let cases: [(String, String)] = [
        ("plain", "plain"),
        ("  a \n\t b  ", "a b"),
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("<div>one</div><div>two</div>three", "one\ntwo\nthree"),
        ("one<br>two<BR/>three<br /><br>four<br><br><br>five", "one\ntwo\nthree\n\nfour\n\nfive"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a\tb\nc"),
        ("<ul><li>a<li>b</ul>c", "a\nb\n\nc"),
        ("<h1>Head</h1>text", "Head\n\ntext"),
        ("a<b>b</b>c <i> d</i> e", "abc d e"),
        ("a<style>x{}</style>b<script>if (a<b) {}</script>c<title>t</title>d", "abcd"),
        ("<head><title>t</title></head><body>b", "b"),
        ("<style>never closed", ""),
        ("a<!-- x > y -->b<!-->c<!--->d<!DOCTYPE html>e<?xml?>f</ g>h<![if x]>i", "abcdefhi"),
        ("a<!-- never closed", "a"),
        ("<img alt=\"alt\" title='title'>x", "x"),
        ("a < b <3 & c<", "a < b <3 & c<"),
        ("<a href=\"x>y\">link</a>", "link"),
        ("<a title=it's>link</a>", "link"),
        ("<a href=\"unclosed>rest</a> more", "rest more"),
        ("text <b unclosed", "text <b unclosed"),
        ("<pre>a\n  b\r\nc</pre>d", "a\n  b\nc\n\nd"),
        ("a&nbsp;b", "a\u{A0}b"),
        ("&amp;&lt;&gt;&quot;&apos;", "&<>\"'"),
        ("&eacute;&Eacute;&copy;&copy &notit; &notin; &amp", "éÉ©© ¬it; ∉ &"),
        ("&#233;&#xE9;&#XE9 &#147;&#0;&#x110000;&#xD800;", "éé\u{E9} “\u{FFFD}\u{FFFD}\u{FFFD}"),
        ("&#;&#x;&;&unknown; &", "&#;&#x;&;&unknown; &"),
        ("&bne;&fjlig;", "=\u{20E5}fj"),
        ("a&#32;&#10; b", "a b"),
        ("&period;&comma;&CounterClockwiseContourIntegral;", ".,∳"),
        ("soft&shy;hyphen", "soft\u{AD}hyphen"),
        ("x</p>y<hr>z", "x\n\ny\nz"),
        ("<span>a</span><span>b</span>", "ab"),
        ("caf\u{e9}", "café"),
        ("a\0b", "a\0b"),
        ("", ""),
    ]

    @Test("Markup becomes line breaks and spaces, and everything else text", arguments: cases)
    func text(html: String, expected: String) {
        #expect(HTMLText.text(Bytes(html)).text.string == expected)
    }

    /// The text of each region, by kind.
    private func regions(_ html: String) -> [String] {
        let (text, regions) = HTMLText.text(Bytes(html))
        return regions.map { "\($0.kind): \(text.slice($0.range).string)" }
    }

    static let hidden: [(String, [String])] = [
        ("a<span style=\"display:none\">b</span>c", ["hidden: b"]),
        ("a<span style=\"color:red; DISPLAY : None !important\">b</span>c", ["hidden: b"]),
        ("<p style='visibility:hidden'>b</p>c", ["hidden: b"]),
        ("<font style=\"font-size:0px\">b</font>c", ["hidden: b"]),
        ("<font style=\"font-size:0.0em\">b</font>c", ["hidden: b"]),
        ("<font style=\"font-size:0.8em\">b</font>c", []),
        ("<font style=\"font-size:10px\">b</font>c", []),
        ("<font style=\"opacity:0\">b</font>c", ["hidden: b"]),
        ("<font style=\"opacity:.5\">b</font>c", []),
        ("<span style=\"mso-hide:all\">b</span>c", ["hidden: b"]),
        ("<div hidden>b<p>c</p></div>d", ["hidden: b\n\nc"]),
        ("<div hidden><div>b</div>c</div>d", ["hidden: b\nc"]),
        // What surrounds it ends it, and a second paragraph ends the first.
        ("<div><span hidden>b</div>c", ["hidden: b"]),
        ("<p hidden>b<p>c", ["hidden: b"]),
        ("<b><p hidden>b</b>c</p>d", ["hidden: bc"]),
        ("<table><tr><td hidden>b<td>c</table>", ["hidden: b"]),
        ("<img hidden>b", []),
        ("<input style=\"display:none\">b", []),
        ("<template>b</template>c", ["hidden: b"]),
    ]

    @Test("Text that is not shown is there, and marked", arguments: hidden)
    func hiddenText(html: String, expected: [String]) {
        #expect(regions(html) == expected)
    }

    static let marked: [(String, [String])] = [
        (
            "a<blockquote>b<blockquote>c</blockquote>d</blockquote>e",
            [
                "quote(depth: 1): b", "quote(depth: 2): c", "quote(depth: 1): d",
            ]
        ),
        ("<h2>Head</h2>text", ["heading: Head"]),
        (
            "a<div class=\"gmail_attr\">On a day b</div><blockquote>c</blockquote>",
            [
                "attribution: On a day b", "quote(depth: 1): c",
            ]
        ),
        ("a<div class=\"gmail_signature\">N.</div>", ["signature: N."]),
        ("a<hr><div id=\"divRplyFwdMsg\">From: b</div><div>c</div>", ["quote(depth: 1): From: b\nc"]),
    ]

    @Test("Quotations, headings, attributions and signatures are marked", arguments: marked)
    func markedText(html: String, expected: [String]) {
        #expect(regions(html) == expected)
    }

    @Test("The charset of the text counts only where MIME names none")
    func metaCharset() {
        let html = Array("<meta http-equiv=Content-Type content=\"text/html; charset=koi8-r\">".utf8) + [0xF0]
        #expect(mail(Array("Content-Type: text/html\n\n".utf8) + html).segments.first?.text.string == "П")
        #expect(
            mail(Array("Content-Type: text/html; charset=cp1251\n\n".utf8) + html).segments.first?.text.string == "р")
        let canary = Array("<meta charset=utf-16><meta charset=\"windows-1251\">".utf8) + [0xCF]
        #expect(mail(Array("Content-Type: text/html\n\n".utf8) + canary).segments.first?.text.string == "\u{FFFD}")
    }

    @Test("Hostile markup is read in one pass: depth, unclosed tags, quotes, comments and references")
    func hostile() {
        let pieces = [
            "<div>", "<div hidden>", "<b x=\"", "<a", "<!--", "&", "&#", "&amp", "<p><b>", "</b>", "<td>", "<style>",
            "\"<i='",
        ]
        for piece in pieces {
            let html = String(repeating: piece, count: 200_000) + "end"
            let (text, regions) = HTMLText.text(Bytes(html))
            #expect(text.count <= html.utf8.count)
            #expect(regions.allSatisfy { $0.range.upperBound <= text.count })
        }
    }
}
