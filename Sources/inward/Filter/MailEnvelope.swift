import Policy

/// The envelope that a policy looks at, beside the sealed one of a case.
typealias MailEnvelope = Envelope
