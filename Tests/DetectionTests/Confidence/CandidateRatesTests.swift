import Foundation
import Messages
import Testing

@testable import Detection

@Suite("From fit worlds to a stated mailbox")
struct CandidateRatesTests {
    private var rates: CandidateRates {
        var rates = CandidateRates()
        rates.trueShare = 0.6
        rates.truePerHolding = 1.5
        rates.falsePerHolding = 1
        rates.perInnocentEmail = 2
        rates.perInnocentForm = 0.25
        return rates
    }

    /// Worked out by hand: q = p·t / (p·(t+u) + (1−p)·f), shift = ln(q/(1−q)) − ln(0.6/0.4).
    @Test(
        "logit(q) − logit(q0), by hand",
        arguments: [
            // 0.75 / (1.25 + 1) = 1/3: ln(1/2) − ln(3/2) = −ln 3
            (0.5, .email, -1.098_612_289),
            // 0.015 / (0.025 + 1.98) = 0.0074813: ln(0.015/1.99) − ln(3/2)
            (0.01, .email, -5.293_304_825),
            // 0.15 / (0.25 + 1.8): ln(0.15/1.9) − ln(3/2)
            (0.1, .email, -2.944_438_979),
            // 0.75 / (1.25 + 0.125): ln(0.75/0.625) − ln(3/2)
            (0.5, .form, -0.223_143_551),
            // 0.075 / (0.125 + 0.2375): ln(0.075/0.2875) − ln(3/2)
            (0.05, .form, -1.749_199_855),
        ] as [(Double, Message.Kind, Double)])
    func table(_ prevalence: Double, _ kind: Message.Kind, _ shift: Double) {
        #expect(abs(rates.shift(prevalence: prevalence, kind: kind) - shift) < 1e-5)
    }

    @Test("At the rate of the fit worlds nothing moves")
    func still() {
        var rates = rates
        rates.trueShare = 1.0 / 3
        #expect(abs(rates.shift(prevalence: 0.5, kind: .email)) < 1e-12)
        #expect(abs(CandidateRates().shift(prevalence: 0.5, kind: .email)) < 1e-12)
    }

    @Test("More prevalence, more confidence; the ends are finite")
    func order() {
        let shifts = [0, 1e-9, 0.001, 0.01, 0.05, 0.5, 0.9, 1].map { rates.shift(prevalence: $0, kind: .email) }
        #expect(shifts == shifts.sorted() && shifts.allSatisfy(\.isFinite))
        var none = rates
        (none.truePerHolding, none.falsePerHolding, none.perInnocentEmail) = (0, 0, 0)
        #expect(none.shift(prevalence: 0.01, kind: .email) == 0)
        none.falsePerHolding = 1
        #expect(none.shift(prevalence: 0.01, kind: .email).isFinite)
    }

    @Test(
        "Rates that cannot be are refused",
        arguments: [
            "true-share: 1", "true-share: 0", "per-innocent-email: -1", "true-per-holding: -0.1", "true-shar: 1",
        ])
    func mistakes(_ text: String) throws {
        let node = try SettingsNode.parse(text, file: "weights.yaml")
        #expect(mistake { _ = try CandidateRates(node) } != nil)
    }

    @Test("Mail and forms have their own prevalence")
    func prevalence() {
        #expect(Prevalence().share(of: .email) == 0.01 && Prevalence().share(of: .form) == 0.05)
        #expect(Prevalence(0.3).share(of: .email) == 0.3 && Prevalence(0.3).share(of: .form) == 0.3)
    }
}
