import GRDB

/// The database's tables, version by version. A version that has been released is never changed.
enum Schema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1: cases, effects, audit trail") { try $0.execute(sql: first) }
        migrator.registerMigration("2: people") { try $0.execute(sql: people) }
        migrator.registerMigration("3: review") { try $0.execute(sql: review) }
        migrator.registerMigration("4: versions") { try $0.execute(sql: versions) }
        migrator.registerMigration("5: likeness") { try $0.execute(sql: likeness) }
        migrator.registerMigration("6: epochs, incidents") { try $0.execute(sql: epochs) }
        return migrator
    }

    /// In the clear stand random case numbers, days, categories, confidences, states, queues, levels, deadlines, codes
    /// and versions; all else is sealed or a keyed digest. What is written when a message comes in has the day alone.
    private static let first = """
        CREATE TABLE cases (
            number TEXT PRIMARY KEY NOT NULL,
            state TEXT NOT NULL,
            source TEXT NOT NULL,
            day INTEGER NOT NULL,               -- since 1970-01-01, UTC
            queue TEXT NOT NULL,
            level INTEGER NOT NULL,
            deadline INTEGER,                   -- seconds since 1970, whole hours
            holder TEXT,
            lease_end INTEGER,                  -- seconds since 1970
            decision TEXT,
            closed_day INTEGER,
            epoch INTEGER NOT NULL,             -- of the key that the pieces are sealed to
            policy_version INTEGER NOT NULL,
            policy_digest BLOB NOT NULL,
            pack_digest BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX cases_by_urgency ON cases (state, deadline, level DESC, day);

        CREATE TABLE case_categories (
            case_number TEXT NOT NULL REFERENCES cases ON DELETE CASCADE,
            category TEXT NOT NULL,
            confidence REAL NOT NULL,           -- two decimals
            PRIMARY KEY (case_number, category)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE pieces (
            case_number TEXT NOT NULL REFERENCES cases ON DELETE CASCADE,
            purpose INTEGER NOT NULL,           -- SealBinding.Purpose
            ordinal INTEGER NOT NULL,           -- 0, then 1… for recipients who joined
            key BLOB NOT NULL,
            content BLOB,                       -- or:
            blob TEXT,                          -- a file in blobs/
            PRIMARY KEY (case_number, purpose, ordinal)
        ) STRICT;

        CREATE TABLE doomed_blobs (             -- to be unlinked
            name TEXT PRIMARY KEY NOT NULL,
            case_number TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE source_digests (           -- scanned messages seen; linked to no case
            digest BLOB PRIMARY KEY NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE redeliveries (
            digest BLOB PRIMARY KEY NOT NULL,
            case_number TEXT NOT NULL REFERENCES cases ON DELETE CASCADE,
            day INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE redelivery_recipients (
            digest BLOB NOT NULL REFERENCES redeliveries ON DELETE CASCADE,
            recipient BLOB NOT NULL,
            PRIMARY KEY (digest, recipient)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE addresses (                -- keyed digests, for looking up
            address BLOB NOT NULL,
            case_number TEXT NOT NULL REFERENCES cases ON DELETE CASCADE,
            PRIMARY KEY (address, case_number)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX addresses_by_case ON addresses (case_number);
        CREATE INDEX redeliveries_by_day ON redeliveries (day);
        CREATE INDEX redeliveries_by_case ON redeliveries (case_number);

        CREATE TABLE verdicts (
            case_number TEXT NOT NULL REFERENCES cases ON DELETE CASCADE,
            finding INTEGER NOT NULL,           -- from 1
            verdict TEXT NOT NULL,
            actor TEXT NOT NULL,
            time INTEGER NOT NULL,
            PRIMARY KEY (case_number, finding)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE effects (
            id TEXT PRIMARY KEY NOT NULL,
            case_number TEXT NOT NULL,
            kind TEXT NOT NULL,
            state TEXT NOT NULL,
            attempts INTEGER NOT NULL,
            key BLOB,                           -- destination, sealed
            content BLOB,
            changed INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX effects_by_case ON effects (case_number);
        CREATE INDEX effects_by_state ON effects (state);

        CREATE TABLE erased_cases (             -- all that is left of an erased case beside the audit trail
            number TEXT PRIMARY KEY NOT NULL,
            month TEXT NOT NULL,
            decision TEXT NOT NULL,
            policy_version INTEGER NOT NULL,
            epoch INTEGER NOT NULL,
            done_here INTEGER,                  -- day
            done_in_backups INTEGER             -- day
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE audit (
            number INTEGER PRIMARY KEY NOT NULL,
            time INTEGER NOT NULL,
            actor TEXT NOT NULL,
            event TEXT NOT NULL,
            case_number TEXT,
            codes TEXT NOT NULL,
            commitment BLOB,
            previous BLOB NOT NULL,
            hash BLOB NOT NULL
        ) STRICT;
        CREATE INDEX audit_by_hash ON audit (hash);

        CREATE TABLE audit_texts (              -- sealed, erasable
            number INTEGER PRIMARY KEY NOT NULL,
            case_number TEXT NOT NULL,
            key BLOB NOT NULL,
            content BLOB NOT NULL
        ) STRICT;
        CREATE INDEX audit_texts_by_case ON audit_texts (case_number);
        """
}
