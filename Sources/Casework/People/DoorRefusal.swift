/// Why a call was refused before it was known who made it. The raw value is its code in the audit trail.
public enum DoorRefusal: String, Sendable, CaseIterable {
    /// No token was shown.
    case noToken = "no-token"
    /// The token is nobody's, or opens other doors.
    case wrongToken = "wrong-token"
    /// The token is that of another form.
    case otherForm = "other-form"
    /// Name, password or one-time code are wrong.
    case signIn = "sign-in"
}
