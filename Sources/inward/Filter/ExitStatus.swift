/// Exit statuses of the filter: those of `sysexits.h`, and 99 for a message that was taken into the vault.
enum ExitStatus {
    /// EX_DATAERR: there is no message on standard input.
    static let data: Int32 = 65
    /// EX_TEMPFAIL: the mail system should try again.
    static let temporaryFailure: Int32 = 75
    /// EX_NOPERM: the message is to be rejected.
    static let rejected: Int32 = 77
    /// The message is in the vault, committed; nothing is to be delivered.
    static let taken: Int32 = 99
}
