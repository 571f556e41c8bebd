/// How a source is to be read.
public enum InputFormat: String, CaseIterable, Sendable {
    /// By content (`From `: mbox; `{`: JSON Lines; a header line: eml), CSV by the name's ending, `.eml` too.
    case auto
    /// Many messages, each begun by a `From ` line (RFC 4155, and the mboxo and mboxrd dialects).
    case mbox
    /// One message, RFC 5322.
    case eml
    /// One JSON object a line.
    case jsonl
    /// A header row and one record a row (RFC 4180).
    case csv
}
