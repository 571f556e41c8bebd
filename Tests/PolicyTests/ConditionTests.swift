import Detection
import Messages
import Testing

@testable import Policy

@Suite("Conditions")
struct ConditionTests {
    private static let aboutFindings: [(String, Finding, Bool)] = [
        ("{category: any}", finding(.union), true),
        ("{category: union}", finding(.union), true),
        ("{category: [health, union]}", finding(.union), true),
        ("{category: health}", finding(.union), false),
        ("{confidence: '>= 0.8'}", finding(.union, 0.8), true),
        ("{confidence: '> 0.8'}", finding(.union, 0.8), false),
        ("{confidence: '< 0.8'}", finding(.union, 0.8), false),
        ("{confidence: '<= 0.8'}", finding(.union, 0.8), true),
        ("{confidence: ['>= 0.5', '< 0.8']}", finding(.union, 0.6), true),
        ("{confidence: ['>= 0.5', '< 0.8']}", finding(.union, 0.9), false),
        ("{confidence: '>= 0'}", finding(.union, .nan), false),
        ("{polarity: affirmed}", finding(.union), true),
        ("{polarity: negated}", finding(.union), false),
        ("{polarity: [affirmed, negated]}", finding(.union, polarity: .negated), true),
        ("{about: sender}", finding(.union), true),
        ("{about: other}", finding(.union), false),
        ("{about: [other, unknown]}", finding(.union, about: .unknown), true),
        ("{explicit: true}", finding(.union), true),
        ("{explicit: false}", finding(.union), false),
        ("{explicit: no}", finding(.union, explicit: false), true),
    ]

    @Test("conditions on a finding", arguments: aboutFindings)
    func findings(when: String, found: Finding, expected: Bool) throws {
        #expect(try applies(when: when, assessment([found])) == expected, "\(when)")
        #expect(try !applies(when: when), "no finding, no ground")
    }

    private static let aboutMessages: [(String, Bool)] = [
        ("{}", true), ("{flag: child}", true), ("{flag: [danger, child]}", true), ("{flag: rights-request}", false),
        ("{channel: milter}", true), ("{channel: [scan, form]}", false), ("{language: en}", true),
        ("{language: [de, fr]}", false), ("{attachment: true}", true), ("{attachment: false}", false),
        ("{attachment: image/*}", true), ("{attachment: [application/zip, image/png]}", true),
        ("{attachment: application/*}", false), ("{size: '>= 2 kB'}", true), ("{size: '> 2KiB'}", false),
        ("{size: ['>= 1', '< 0.1 MB']}", true), ("{unscannable: true}", true), ("{unscannable: any}", true),
        ("{unscannable: false}", false), ("{unscannable: too-large}", true),
        ("{unscannable: [encrypted, broken]}", false), ("{people: '>= 2'}", true), ("{people: '= 1'}", false),
        ("{sender: '*@outside.example'}", true), ("{sender: [a@b.example]}", false), ("{recipient: sales@*}", true),
        ("{recipient: desk@*}", false), ("{authenticated: false}", true), ("{authenticated: true}", false),
        ("{direction: inbound}", true), ("{direction: [outbound, internal]}", false),
        ("{recipient-is-subject: false}", true), ("{recipient-is-subject: true}", false),
        ("{flag: child, language: de}", false),
    ]

    @Test("conditions on the message", arguments: aboutMessages)
    func messages(when: String, expected: Bool) throws {
        let found = assessment([finding(.health), finding(.union, about: .other)], flags: [.child], language: "en-GB")
        let message = MessageFacts(kind: .email, size: 2_000, attachments: ["image/png"], unscannable: .tooLarge)
        #expect(try applies(when: when, found, message) == expected, "\(when)")
    }

    private static let counts: [([DataSubject], Int)] = [
        ([], 0), ([.unknown, .unknown], 1), ([.sender, .sender], 1), ([.sender, .unknown], 1), ([.other, .other], 1),
        ([.sender, .other], 2),
    ]

    @Test("people are counted from what findings say, unless somebody has counted them", arguments: counts)
    func people(subjects: [DataSubject], count: Int) throws {
        let found = assessment(subjects.map { finding(.health, about: $0) })
        #expect(try applies(when: "{people: '= \(count)'}", found))
        #expect(try applies(when: "{people: '= 7'}", found, MessageFacts(kind: .email, size: 1, people: 7)))
    }

    @Test("who writes to themselves is the subject of what they say of themselves")
    func recipientIsSubject() throws {
        let own = envelope(from: "Me@office.example", to: ["me@office.example"])
        let when = "{recipient-is-subject: true}"
        #expect(try applies(when: when, assessment([finding(.health)]), .mail, own))
        #expect(try !applies(when: when, assessment([finding(.health, about: .other)]), .mail, own))
        #expect(try !applies(when: when, assessment([finding(.health)])))
    }

    private static let directions: [(String, String, Channel, Bool, Direction)] = [
        ("a@outside.example", "b@office.example", .milter, false, .inbound),
        ("a@office.example", "b@outside.example", .milter, false, .outbound),
        ("a@mail.office.example", "b@outside.example", .filter, false, .outbound),
        ("a@office.example", "b@office.example", .milter, true, .internal),
        ("a@office.example", "b@office.example", .milter, false, .inbound),
        ("a@office.example", "b@OFFICE.example.", .scan, false, .internal),
        ("a@notoffice.example", "b@office.example", .milter, true, .inbound),
        ("", "b@office.example", .milter, false, .inbound),
        ("a@office.example", "b@office.example", .form, false, .inbound),
    ]

    @Test(
        "the direction goes by our domains, and our name alone makes nothing internal in a hook", arguments: directions)
    func direction(sender: String, to: String, channel: Channel, authenticated: Bool, expected: Direction) throws {
        let envelope = envelope(from: sender, to: [to], by: channel, authenticated: authenticated)
        for direction in Direction.allCases {
            let found = try applies(
                when: "{direction: \(direction.rawValue)}", assessment(), .mail, envelope,
                more: "domains: [office.example]")
            #expect(found == (direction == expected))
        }
    }
}
