/// Serves connections past the limit: every client is told to come again later. An MTA whose connection is just closed would do
/// what it was configured to do without a filter, and that may be to deliver.
struct OverloadHandler: MilterHandler {
    var needs: HandlerNeeds { HandlerNeeds(answers: [.connect], readsBody: false) }
    func connect(_ client: MilterClient) async -> ConnectAnswer { .temporaryFailure(nil) }
    func message(_ envelope: MilterEnvelope, _ raw: MilterMessage) async -> MilterVerdict { .temporaryFailure }
}
