/// Under what law and on what ground mail is read for some recipients, and when people there are at work.
public struct Jurisdiction: Sendable {
    /// Its key in the policy.
    public var key: String
    /// The clock of its deadlines.
    public var workingHours: WorkingHours
    /// The lawful basis, as in `Art. 6(1)(f)`.
    public var basis: String?
    /// The condition for special categories, as in `Art. 9(2)(b)`.
    public var condition: String?
    /// The impact assessment: its number and date.
    public var assessment: String?
    /// Where people were told.
    public var informed: String?
    /// The agreement with staff or their council.
    public var staffAgreement: String?
    /// The ground on which outbound and internal mail is read; nil where there is none and it is not read.
    public var outboundGround: String?

    /// The grounds without which a hook only observes, and that are not recorded.
    public var missing: [String] {
        [("basis", basis), ("condition", condition), ("assessment", assessment), ("informed", informed)]
            .filter { $0.1 == nil }.map(\.0)
    }
}
