extension Schema {
    /// Accounts, their credentials and stand-ins. Addresses are keyed digests, passwords and tokens are hashed, secrets of
    /// one-time codes are sealed.
    static let people = """
        CREATE TABLE accounts (
            id TEXT PRIMARY KEY NOT NULL,
            settings TEXT NOT NULL,             -- JSON: roles, level, queues, unit, region
            unit TEXT,
            pending TEXT,                       -- the same with address digests, until somebody confirms it
            active INTEGER NOT NULL,
            password TEXT,
            code_key BLOB,                      -- secret of the one-time codes, sealed
            code_content BLOB,
            code_step INTEGER NOT NULL DEFAULT 0,
            failures INTEGER NOT NULL DEFAULT 0,
            locked_until INTEGER NOT NULL DEFAULT 0
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE account_addresses (
            account TEXT NOT NULL REFERENCES accounts ON DELETE CASCADE,
            address BLOB NOT NULL,
            PRIMARY KEY (account, address)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE tokens (
            digest BLOB PRIMARY KEY NOT NULL,
            account TEXT NOT NULL REFERENCES accounts ON DELETE CASCADE,
            label TEXT NOT NULL,
            expires INTEGER,
            revoked INTEGER
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX tokens_by_account ON tokens (account);

        CREATE TABLE stand_ins (
            id TEXT PRIMARY KEY NOT NULL,
            absent TEXT NOT NULL REFERENCES accounts,
            deputy TEXT NOT NULL REFERENCES accounts,
            starts INTEGER NOT NULL,
            ends INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX stand_ins_by_deputy ON stand_ins (deputy, ends);

        CREATE TABLE refusals (                 -- how many in an hour, so that the trail cannot be flooded
            actor TEXT NOT NULL,
            action TEXT NOT NULL,
            hour INTEGER NOT NULL,
            count INTEGER NOT NULL,
            PRIMARY KEY (actor, action)
        ) STRICT, WITHOUT ROWID;
        """
}
