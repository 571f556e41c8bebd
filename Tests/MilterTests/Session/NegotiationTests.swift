import NIOCore
import Testing

@testable import Milter

@Suite struct NegotiationTests {
    /// The flags that each version of the protocol knows (libmilter's history of versions).
    static let versions: [(UInt32, ActionFlags, ProtocolFlags)] = [
        (2, ActionFlags(rawValue: 0x3F), ProtocolFlags(rawValue: 0x7F)),
        (3, ActionFlags(rawValue: 0x3F), ProtocolFlags(rawValue: 0x1FF)),
        (4, ActionFlags(rawValue: 0x3F), ProtocolFlags(rawValue: 0x3FF)),
        (6, .all, .all),
    ]

    @Test(arguments: versions) func onlyWhatIsOfferedIsAskedFor(
        _ version: UInt32, _ actions: ActionFlags, _ options: ProtocolFlags
    ) throws {
        for answers in 0..<8 as Range<UInt8> {
            for flags in 0..<8 {
                let needs = HandlerNeeds(
                    optionalActions: .all, answers: .init(rawValue: answers), keepsLeadingSpace: flags & 1 != 0,
                    stopsEarly: flags & 2 != 0, rejectedRecipients: flags & 4 != 0)
                let agreed = try needs.negotiate(Negotiation(version: version, actions: actions, options: options))
                #expect(agreed.version == version)
                #expect(actions.isSuperset(of: agreed.actions))
                #expect(options.isSuperset(of: agreed.options))
            }
        }
    }

    @Test func everyFlagOfferedAloneIsAllThatIsAskedFor() throws {
        for bit in 0..<21 {
            let option = ProtocolFlags(rawValue: 1 << bit)
            let agreed = try HandlerNeeds().negotiate(Negotiation(version: 6, actions: .all, options: option))
            #expect(option.isSuperset(of: agreed.options))
            #expect(agreed.actions.isEmpty)
        }
    }

    @Test func aHandlerThatAnswersAStepIsNotSparedIt() throws {
        let table: [(HandlerNeeds.Answers, ProtocolFlags)] = [
            (.connect, .noReplyToConnect), (.mail, .noReplyToMail), (.recipient, .noReplyToRecipient),
            (.recipient, .noData),
        ]
        for (answer, flag) in table {
            let offer = Negotiation(version: 6, actions: .all, options: .all)
            #expect(try !HandlerNeeds(answers: answer).negotiate(offer).options.contains(flag))
            #expect(try HandlerNeeds().negotiate(offer).options.contains(flag))
        }
    }

    @Test func theConnectionAndTheEnvelopeAreAlwaysSent() throws {
        let agreed = try HandlerNeeds().negotiate(Negotiation(version: 6, actions: .all, options: .all))
        #expect(agreed.options.isDisjoint(with: [.noConnect, .noHelo, .noMail, .noRecipient, .noHeaders, .noBody]))
    }

    @Test(arguments: [(7, 6), (6, 6), (5, 5), (2, 2)] as [(UInt32, UInt32)])
    func theVersionIsTheOlderOne(_ offered: UInt32, _ agreed: UInt32) throws {
        let offer = Negotiation(version: offered, actions: .all, options: .all)
        #expect(try HandlerNeeds().negotiate(offer).version == agreed)
    }

    @Test(arguments: [0, 1] as [UInt32]) func aVersionBeforeTwoIsRefused(_ version: UInt32) {
        #expect(throws: NegotiationFailure.version(version)) {
            try HandlerNeeds().negotiate(Negotiation(version: version, actions: .all, options: .all))
        }
    }

    @Test func anMTAWithoutANeededActionIsRefusedByName() {
        let needs = HandlerNeeds(actions: [.quarantine, .addHeaders])
        #expect(throws: NegotiationFailure.missingActions(.quarantine)) {
            try needs.negotiate(Negotiation(version: 6, actions: .addHeaders, options: .all))
        }
        #expect(NegotiationFailure.missingActions(.quarantine).description == "the MTA does not offer: quarantine")
    }

    @Test func anOfferOfNothingMeansVersionOne() throws {
        let agreed = try HandlerNeeds(actions: .addHeaders).negotiate(Negotiation(version: 2, actions: [], options: []))
        #expect(agreed.actions == .addHeaders)
    }

    @Test func largerPacketsAreNotAskedFor() throws {
        let offer = Negotiation(version: 6, actions: .all, options: [.all, .data256K, .data1M])
        #expect(try HandlerNeeds().negotiate(offer).options.isDisjoint(with: [.data256K, .data1M]))
    }

    @Test func macrosAreNamedOnlyWhereTheMTALetsThemBe() throws {
        let needs = HandlerNeeds(symbols: [.mail: ["i", "{auth_authen}"]])
        let six = try needs.negotiate(Negotiation(version: 6, actions: .all, options: .all))
        #expect(six.symbols == [.mail: "i {auth_authen}"])
        #expect(six.actions == .symbolList)
        let four = try needs.negotiate(Negotiation(version: 4, actions: .all, options: .all))
        #expect(four.symbols.isEmpty && four.actions.isEmpty)
    }
}
