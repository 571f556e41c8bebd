extension Schema {
    /// Keyed fingerprints by which the same text is asked once; they go with their case.
    static let likeness = """
        ALTER TABLE cases ADD COLUMN covers INTEGER NOT NULL DEFAULT 1;  -- messages

        CREATE TABLE likeness (
            digest BLOB NOT NULL,
            case_number TEXT NOT NULL REFERENCES cases ON DELETE CASCADE,
            PRIMARY KEY (digest, case_number)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX likeness_by_case ON likeness (case_number);

        CREATE TABLE threads (
            digest BLOB NOT NULL,
            case_number TEXT NOT NULL REFERENCES cases ON DELETE CASCADE,
            PRIMARY KEY (digest, case_number)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX threads_by_case ON threads (case_number);
        """
}
