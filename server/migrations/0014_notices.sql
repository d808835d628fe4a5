-- one row a notice (one-time notice, acceptance, non-acceptance): what was told, as it was told, without names
-- of persons; the unique keys let no number and no request come twice, on whichever server
CREATE TABLE notices (
    id TEXT NOT NULL PRIMARY KEY,
    hall TEXT NOT NULL,
    kind TEXT NOT NULL,
    day TEXT NOT NULL,
    running BIGINT NOT NULL,
    item TEXT NOT NULL,
    ticket_number TEXT,
    ticket TEXT,
    facts TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    made_by TEXT,
    expires_on TEXT NOT NULL,
    request_key TEXT,
    UNIQUE (hall, kind, day, running),
    UNIQUE (hall, request_key)
);
CREATE INDEX notices_expiry ON notices (expires_on);
