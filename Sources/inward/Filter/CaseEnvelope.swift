import Casework

typealias CaseEnvelope = Envelope
