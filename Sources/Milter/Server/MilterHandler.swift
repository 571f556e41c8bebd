/// What is done with mail. One handler serves a connection from its start to its end; its methods run off the event loops and
/// may take their time, within ``ServerSettings``. When the MTA gives a message up or goes, the task is cancelled.
public protocol MilterHandler: Sendable {
    /// What the handler needs of an MTA.
    var needs: HandlerNeeds { get }

    /// A client connected. Called only where ``HandlerNeeds/answers`` says so.
    func connect(_ client: MilterClient) async -> ConnectAnswer

    /// A message begins. Called only where ``HandlerNeeds/answers`` says so.
    func mail(_ envelope: MilterEnvelope) async -> MailAnswer

    /// A recipient was named, which is also the last of the envelope's. Nothing of the message has been sent yet. Called only
    /// where ``HandlerNeeds/answers`` says so.
    func recipient(_ recipient: EnvelopeRecipient, of envelope: MilterEnvelope) async -> RecipientAnswer

    /// A message has come, or, where it is a long one, begins to come. The verdict is sent at its end. Where the task was
    /// cancelled the verdict goes nowhere: ``MessageReport/outcome`` says what happened.
    func message(_ envelope: MilterEnvelope, _ raw: MilterMessage) async -> MilterVerdict

    /// A message has ended. Called exactly once for each MAIL, also where the message never came to
    /// ``message(_:_:)``, and not before that has returned unless it is long overdue.
    func ended(_ report: MessageReport) async
}

extension MilterHandler {
    /// Every client's mail is looked at.
    public func connect(_ client: MilterClient) async -> ConnectAnswer { .continue }

    /// Every sender's mail is looked at.
    public func mail(_ envelope: MilterEnvelope) async -> MailAnswer { .continue }

    /// Every recipient's mail is looked at.
    public func recipient(_ recipient: EnvelopeRecipient, of envelope: MilterEnvelope) async -> RecipientAnswer {
        .continue
    }

    /// Nothing is noted.
    public func ended(_ report: MessageReport) async {}
}
