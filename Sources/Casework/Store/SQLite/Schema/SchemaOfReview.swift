extension Schema {
    /// What requests, deadlines and looks need. Every case has a deadline from here on.
    static let review = """
        ALTER TABLE cases ADD COLUMN purpose TEXT NOT NULL DEFAULT 'misdirected';
        ALTER TABLE cases ADD COLUMN asked TEXT;                 -- the request that its holder waits for
        ALTER TABLE cases ADD COLUMN at_deadline TEXT NOT NULL DEFAULT 'escalate';
        ALTER TABLE cases ADD COLUMN escalated INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE cases ADD COLUMN protected INTEGER NOT NULL DEFAULT 0;
        UPDATE cases SET deadline = (day + 8) * 86400 WHERE deadline IS NULL;
        DROP INDEX cases_by_urgency;
        CREATE INDEX cases_open ON cases (deadline, level DESC, day, number) WHERE state IN ('queued', 'claimed');
        CREATE INDEX cases_open_by_queue ON cases (queue, deadline, level DESC, day, number)
            WHERE state IN ('queued', 'claimed');
        CREATE INDEX cases_live ON cases (deadline, number) WHERE state <> 'closed';
        CREATE INDEX cases_asked ON cases (asked) WHERE asked NOT NULL;

        CREATE TABLE looks (
            case_number TEXT NOT NULL REFERENCES cases ON DELETE CASCADE,
            actor TEXT NOT NULL,
            depth TEXT NOT NULL,
            PRIMARY KEY (case_number, actor, depth)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE requests (
            id TEXT PRIMARY KEY NOT NULL,
            state TEXT NOT NULL,
            requester TEXT NOT NULL,
            purpose TEXT NOT NULL,
            basis TEXT NOT NULL,
            conditions TEXT NOT NULL,           -- codes, divided by spaces
            depth TEXT NOT NULL,
            level INTEGER NOT NULL,             -- that who approves must hold
            yes_needed INTEGER NOT NULL,
            made_less INTEGER NOT NULL DEFAULT 0,
            by_person INTEGER NOT NULL DEFAULT 0,
            asked INTEGER NOT NULL,
            answer_by INTEGER NOT NULL,         -- without an answer it is over then
            expires INTEGER NOT NULL            -- it opens nothing from then on
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX requests_by_state ON requests (state, answer_by);

        CREATE TABLE request_cases (
            request TEXT NOT NULL REFERENCES requests ON DELETE CASCADE,
            case_number TEXT NOT NULL,          -- an erased case stays named
            PRIMARY KEY (request, case_number)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX request_cases_by_case ON request_cases (case_number);

        CREATE TABLE request_answers (
            request TEXT NOT NULL REFERENCES requests ON DELETE CASCADE,
            actor TEXT NOT NULL,
            answer TEXT NOT NULL,
            time INTEGER NOT NULL,
            PRIMARY KEY (request, actor)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE request_texts (            -- sealed: why less would not do, balancing, matter, provision, answers
            request TEXT NOT NULL REFERENCES requests ON DELETE CASCADE,
            ordinal INTEGER NOT NULL,
            key BLOB NOT NULL,
            content BLOB NOT NULL,
            PRIMARY KEY (request, ordinal)
        ) STRICT;
        """
}
