-- One schema for SQLite and PostgreSQL. Times are milliseconds since the Unix epoch, days are
-- YYYY-MM-DD in Beijing. Migrations are only ever added, never edited.

-- every fact that happened in a hall, in order; the primary key is what makes two servers safe
CREATE TABLE ledger (
    hall TEXT NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (hall, seq)
);
CREATE INDEX ledger_days ON ledger (hall, kind, seq);

-- derived from the ledger in the same transaction: one row a ticket, for look-ups after its day
CREATE TABLE tickets (
    id TEXT NOT NULL PRIMARY KEY,
    hall TEXT NOT NULL,
    day TEXT NOT NULL,
    number TEXT NOT NULL,
    queue TEXT NOT NULL,
    item TEXT,
    theme TEXT,
    state TEXT NOT NULL,
    "window" TEXT,
    issued_at BIGINT NOT NULL,
    ended_at BIGINT,
    UNIQUE (hall, day, number)
);
CREATE INDEX tickets_served ON tickets (hall, state, day);

-- one row a rating; a second one of the same matter only as assessment 2 (after a fix)
CREATE TABLE ratings (
    ticket TEXT NOT NULL,
    assessment BIGINT NOT NULL DEFAULT 1,
    id BIGINT NOT NULL UNIQUE,
    hall TEXT NOT NULL,
    day TEXT NOT NULL,
    "window" TEXT NOT NULL,
    item TEXT,
    level BIGINT NOT NULL,
    tags TEXT NOT NULL,
    comment TEXT,
    contact TEXT,
    channel BIGINT NOT NULL,
    norm TEXT NOT NULL,
    rated_at BIGINT NOT NULL,
    PRIMARY KEY (ticket, assessment)
);
CREATE INDEX ratings_day ON ratings (hall, day);

-- keys that sign rating codes; the newest signs, all verify
CREATE TABLE rating_keys (
    id BIGINT NOT NULL PRIMARY KEY,
    secret TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE accounts (
    name TEXT NOT NULL PRIMARY KEY,
    hall TEXT NOT NULL,
    role TEXT NOT NULL,
    windows TEXT NOT NULL,
    password TEXT NOT NULL
);

-- only the hash of a session's token is kept
CREATE TABLE sessions (
    token TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
