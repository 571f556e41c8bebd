extension Schema {
    /// When keys were made and destroyed, and what has to be looked into.
    static let epochs = """
        CREATE TABLE epochs (
            epoch INTEGER PRIMARY KEY NOT NULL,
            started INTEGER NOT NULL,           -- seconds since 1970
            destroyed INTEGER
        ) STRICT;

        CREATE TABLE incidents (
            id INTEGER PRIMARY KEY NOT NULL,
            kind TEXT NOT NULL,
            codes TEXT NOT NULL,
            opened INTEGER NOT NULL
        ) STRICT;
        """
}
