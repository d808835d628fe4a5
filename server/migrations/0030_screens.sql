-- What hangs in a hall and what it shows, each thing as JSON: kind is screen, playlist, notice, list or map; a map has
-- its drawing beside it, a notice and a list the last day on which they are shown.
CREATE TABLE signage (
    hall TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    body TEXT NOT NULL,
    drawing TEXT,
    last_day TEXT,
    at BIGINT NOT NULL,
    actor TEXT,
    PRIMARY KEY (hall, kind, id)
);
-- One row a hall, from its first start on: how often its signage was changed, and, as every batch of reports begins by
-- writing here, that only one server at a time says who speaks.
CREATE TABLE signage_revisions (
    hall TEXT NOT NULL PRIMARY KEY,
    revision BIGINT NOT NULL,
    reported BIGINT NOT NULL
);
-- The last report of each screen and kiosk; turn grows each time that another screen is told that it speaks, play_from
-- names the row of what is on it.
CREATE TABLE screen_reports (
    hall TEXT NOT NULL,
    kiosk BIGINT NOT NULL,
    screen TEXT NOT NULL,
    at BIGINT NOT NULL,
    face TEXT NOT NULL,
    turn BIGINT NOT NULL,
    play_from BIGINT,
    PRIMARY KEY (hall, kiosk, screen)
);
-- What was shown from when to when.
CREATE TABLE screen_plays (
    hall TEXT NOT NULL,
    screen TEXT NOT NULL,
    from_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    on_what TEXT NOT NULL,
    what TEXT,
    why TEXT,
    PRIMARY KEY (hall, screen, from_at)
);
CREATE INDEX screen_plays_until ON screen_plays (until_at);
-- A small picture of each screen, taken when somebody asks for it; wanted is the name under which it is to be sent.
CREATE TABLE screen_pictures (
    hall TEXT NOT NULL,
    screen TEXT NOT NULL,
    wanted TEXT,
    wanted_at BIGINT,
    media TEXT,
    body BYTEA,
    at BIGINT,
    PRIMARY KEY (hall, screen)
);
