import Messages

/// Messages of a few files one after another, for training.
enum MailFiles {
    /// Calls `body` for each message of the files.
    static func forEach(in paths: [String], _ body: (Message) -> Void) throws {
        let (files, problems) = InputExpansion.expand(paths: paths)
        if let problem = problems.first { throw problem }
        for file in files {
            let reader = try InputReader(file: file)
            while let batch = reader.next() {
                for raw in batch.messages { body(Message.read(raw, limits: MessageLimits())) }
            }
            if let problem = reader.problems.first { throw problem }
        }
    }
}
