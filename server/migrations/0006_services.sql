-- derived from the ledger in the same transaction: one row a service that ended, which is what is rated;
-- a ticket with several matters has several
CREATE TABLE services (
    id TEXT NOT NULL PRIMARY KEY,
    ticket TEXT NOT NULL,
    hall TEXT NOT NULL,
    day TEXT NOT NULL,
    number TEXT NOT NULL,
    "window" TEXT NOT NULL,
    item TEXT,
    theme TEXT,
    ended_at BIGINT NOT NULL
);
CREATE INDEX services_day ON services (hall, day);
CREATE INDEX services_ticket ON services (ticket);

INSERT INTO services (id, ticket, hall, day, number, "window", item, theme, ended_at)
SELECT id, id, hall, day, number, "window", item, theme, ended_at FROM tickets
WHERE state = 'served' AND "window" IS NOT NULL AND ended_at IS NOT NULL;
