extension Schema {
    /// Policies and rule packs, each version kept.
    static let versions = """
        CREATE TABLE versions (
            kind TEXT NOT NULL,                 -- policy, patterns
            number INTEGER NOT NULL,            -- from 1, by kind
            digest BLOB NOT NULL,
            content BLOB NOT NULL,
            state TEXT NOT NULL,                -- proposed, in-force, past, withdrawn
            proposer TEXT NOT NULL,
            proposed INTEGER NOT NULL,
            approver TEXT,
            approved INTEGER,
            PRIMARY KEY (kind, number)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX versions_by_state ON versions (kind, state);
        """
}
