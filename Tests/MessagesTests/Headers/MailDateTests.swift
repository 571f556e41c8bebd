import Foundation
import Testing

@testable import Messages

@Suite("Dates")
struct MailDateTests {
    static let cases: [(String, String?)] = [
        ("Thu, 22 Aug 2002 12:36:23 +0100", "2002-08-22T11:36:23Z"),
        ("22 Aug 2002 12:36:23 -0730", "2002-08-22T20:06:23Z"),
        ("Thu, 22 Aug 2002 12:36 +0000", "2002-08-22T12:36:00Z"),
        ("Thu, 22 Aug 2002 12:36:23 GMT", "2002-08-22T12:36:23Z"),
        ("Thu, 22 Aug 2002 12:36:23 UT", "2002-08-22T12:36:23Z"),
        ("Thu, 22 Aug 2002 12:36:23 EST", "2002-08-22T17:36:23Z"),
        ("Thu, 22 Aug 2002 12:36:23 EDT", "2002-08-22T16:36:23Z"),
        ("Thu, 22 Aug 2002 12:36:23 CST", "2002-08-22T18:36:23Z"),
        ("Thu, 22 Aug 2002 12:36:23 CDT", "2002-08-22T17:36:23Z"),
        ("Thu, 22 Aug 2002 12:36:23 MST", "2002-08-22T19:36:23Z"),
        ("Thu, 22 Aug 2002 12:36:23 MDT", "2002-08-22T18:36:23Z"),
        ("Thu, 22 Aug 2002 12:36:23 PST", "2002-08-22T20:36:23Z"),
        ("Thu, 22 Aug 2002 12:36:23 PDT", "2002-08-22T19:36:23Z"),
        ("Thu, 22 Aug 2002 12:36:23 Z", "2002-08-22T12:36:23Z"),
        ("Thu, 22 Aug 2002 12:36:23 XYZZY", "2002-08-22T12:36:23Z"),
        ("Thu, 22 Aug 2002 12:36:23 +0100 (BST)", "2002-08-22T11:36:23Z"),
        ("Thu, 22 Aug 2002 12:36:23 +01:00", "2002-08-22T11:36:23Z"),
        ("Thu, 22 Aug 2002 12:36:23 +9999", "2002-08-22T12:36:23Z"),
        ("Thu, 22 Aug 02 12:36:23 +0000", "2002-08-22T12:36:23Z"),
        ("Thu, 22 Aug 99 12:36:23 +0000", "1999-08-22T12:36:23Z"),
        ("Thu, 22 Aug 102 12:36:23 +0000", "2002-08-22T12:36:23Z"),
        ("Thu Aug 22 12:36:23 2002", "2002-08-22T12:36:23Z"),
        ("Thursday, 22 August 2002 12:36:23 +0000", "2002-08-22T12:36:23Z"),
        ("22-Aug-2002 12:36:23 +0000", "2002-08-22T12:36:23Z"),
        ("2002-08-22T12:36:23Z", "2002-08-22T12:36:23Z"),
        ("2002-08-22 12:36:23 +0200", "2002-08-22T10:36:23Z"),
        ("Thu, 22 Aug 2002 02:36:23 PM +0000", "2002-08-22T14:36:23Z"),
        ("Thu, 22 Aug 2002 12:06:23 AM", "2002-08-22T00:06:23Z"),
        ("Thu,\r\n 22 Aug\r\n 2002 12:36:23 +0000", "2002-08-22T12:36:23Z"),
        ("31 Dec 1999 23:59:60 +0000", "2000-01-01T00:00:00Z"),
        ("1 Jan 2000 00:30:00 +0100", "1999-12-31T23:30:00Z"),
        ("29 Feb 2000 00:00:00 +0000", "2000-02-29T00:00:00Z"),
        ("29 Feb 1900 00:00:00 +0000", nil),
        ("31 Apr 2000 00:00:00 +0000", nil),
        ("22 Aug 2002", nil),
        ("22 Aug 2002 25:00:00", nil),
        ("0 Aug 2002 12:00:00", nil),
        ("yesterday", nil),
        ("", nil),
        ("99999999999999999999999999", nil),
        ("Thu, 22 Aug 99999 12:36:23 +0000", nil),
    ]

    @Test("Dates are read in every writing, and what is none is nil", arguments: cases)
    func dates(field: String, expected: String?) {
        let bytes = Array(field.utf8)
        let timestamp = MailDate.timestamp(in: bytes.span, 0..<bytes.count)
        #expect(timestamp == expected)
    }

    @Test("The calendar agrees with Foundation's from 1900 to 2200")
    func calendar() throws {
        let formatter = ISO8601DateFormatter()
        for instant in stride(from: -2_208_988_800, to: 7_258_118_400, by: 86_400 * 17 + 3_671) {
            #expect(
                UTCCalendar.timestamp(instant) == formatter.string(from: Date(timeIntervalSince1970: Double(instant))))
        }
        for (year, month, day) in [(1900, 1, 1), (1999, 12, 31), (2000, 2, 29), (2100, 3, 1)] {
            let text = String(format: "%04d-%02d-%02dT00:00:00Z", year, month, day)
            let date = try #require(formatter.date(from: text))
            #expect(UTCCalendar.days(year, month, day) * 86_400 == Int(date.timeIntervalSince1970))
        }
    }
}
