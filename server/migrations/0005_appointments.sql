-- one row an appointment. A seat is taken by its number: the key lets nobody, on whichever server, take it
-- twice; who gives it back sets it to NULL, and NULLs never collide. Name and phone are set to NULL 30 days
-- after the day.
CREATE TABLE appointments (
    id TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    hall TEXT NOT NULL,
    queue TEXT NOT NULL,
    item TEXT,
    day TEXT NOT NULL,
    slot_from BIGINT NOT NULL,
    slot_to BIGINT NOT NULL,
    seat BIGINT,
    name TEXT,
    phone TEXT,
    state TEXT NOT NULL,
    ticket TEXT,
    booked_at BIGINT NOT NULL,
    booked_by TEXT,
    request_key TEXT,
    UNIQUE (hall, queue, day, slot_from, seat),
    UNIQUE (hall, request_key)
);
CREATE INDEX appointments_day ON appointments (day);
