import Foundation
import Testing

@testable import Detection

@Suite("Rates of single rules")
struct RuleRatesTests {
    private let steady = RuleRates(holding: 0.02, innocent: 0.05, mail: 0.05)

    @Test("At the share of the fit worlds nothing moves, whatever stands in ordinary mail")
    func still() {
        for mail in [0.0001, 0.05, 3] {
            let rates = RuleRates(holding: 0.02, innocent: 0.05, mail: mail)
            #expect(abs(rates.shift(prevalence: 0.54, worlds: 0.54, scale: 1)) < 1e-12)
        }
    }

    /// Worked out by hand: before = 0.5 / (0.5·0.02 + 0.5·0.05) = 14.2857; p/h = 0.02, so that ordinary = 0.98·f + 0.02·0.05; after =
    /// 0.01 / (0.01·0.02 + 0.99·ordinary).
    @Test(
        "ln(after / before), by hand",
        arguments: [(0.05, -4.262_680), (0.001, -1.126_876), (0.5, -6.543_480)] as [(Double, Double)])
    func table(_ mail: Double, _ shift: Double) {
        let rates = RuleRates(holding: 0.02, innocent: 0.05, mail: mail)
        #expect(abs(rates.shift(prevalence: 0.01, worlds: 0.5, scale: 1) - shift) < 1e-4)
    }

    @Test("What is rare in ordinary mail is believed more, and more prevalence gives more confidence")
    func order() {
        let shares = [0.001, 0.01, 0.05, 0.2, 0.54, 0.9]
        let shifts = shares.map { steady.shift(prevalence: $0, worlds: 0.54, scale: 1) }
        #expect(shifts == shifts.sorted())
        let rare = RuleRates(holding: 0.02, innocent: 0.05, mail: 0.0002)
        for share in shares.dropLast(2) {
            #expect(
                rare.shift(prevalence: share, worlds: 0.54, scale: 1)
                    > steady.shift(prevalence: share, worlds: 0.54, scale: 1))
        }
        for share in [0.0, 1] { #expect(steady.shift(prevalence: share, worlds: 0.54, scale: 1).isFinite) }
    }

    @Test("No count is taken for never")
    func counts() {
        let rates = RuleRates(
            holding: .init(candidates: 0, messages: 100), innocent: .init(candidates: 3, messages: 100),
            mail: .init(candidates: 0, messages: 0))
        #expect(rates == RuleRates(holding: 0.005, innocent: 0.035, mail: 0.5))
    }

    @Test("They stand in the weights file and are read back")
    func file() throws {
        var rates = CandidateRates()
        rates.rules = [
            "health.condition": steady, "union.member": RuleRates(holding: 0.5, innocent: 0.25, mail: 0.125),
        ]
        let text = rates.lines.map { String($0.dropFirst(2)) }.joined(separator: "\n")
        #expect(try CandidateRates(SettingsNode.parse(text, file: "rates")) == rates)
        let wrong = try SettingsNode.parse("rules: {a: [1, 2]}", file: "rates")
        #expect(mistake { _ = try CandidateRates(wrong) }?.message.contains("three numbers") == true)
    }
}
