-- what an account is beside its name and password
ALTER TABLE accounts ADD COLUMN display_name TEXT NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN post TEXT;
ALTER TABLE accounts ADD COLUMN disabled_at BIGINT;
ALTER TABLE accounts ADD COLUMN signed_in_at BIGINT;

-- when a session was last used; those that had begun before last as long as they were promised
ALTER TABLE sessions ADD COLUMN used_at BIGINT NOT NULL DEFAULT 0;
UPDATE sessions SET used_at = expires_at;
CREATE INDEX sessions_account ON sessions (account);

-- wrong passwords in a row, by account and by where they came from, both only as hashes
CREATE TABLE wrong_passwords (
    account TEXT NOT NULL,
    origin TEXT NOT NULL,
    tries BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    PRIMARY KEY (account, origin)
);

-- browsers on which an account has signed in; only the hash of what they hold is kept
CREATE TABLE known_desks (
    account TEXT NOT NULL,
    desk TEXT NOT NULL,
    signed_in_at BIGINT NOT NULL,
    PRIMARY KEY (account, desk)
);

-- what staff did outside the ledger; rows are only ever added
CREATE TABLE audit (
    id BIGINT NOT NULL PRIMARY KEY,
    hall TEXT NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT,
    act TEXT NOT NULL,
    object TEXT NOT NULL,
    reason TEXT
);
CREATE INDEX audit_time ON audit (hall, at);

-- acts of staff in the ledger; numbers that citizens take stay out of this index
CREATE INDEX ledger_acts ON ledger (hall, at) WHERE actor IS NOT NULL;
