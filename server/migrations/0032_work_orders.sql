-- who served, by the ledger
ALTER TABLE services ADD COLUMN served_by TEXT;
-- what counts as found of a bad rating; what is found mistaken or malicious counts no more
ALTER TABLE ratings ADD COLUMN finding TEXT;
-- when the work order of a bad rating ended
ALTER TABLE ratings ADD COLUMN order_closed_at BIGINT;
-- once: of a service; general: of a hall or window; inspection: by who inspects, whose account that is
ALTER TABLE ratings ADD COLUMN kind TEXT NOT NULL DEFAULT 'once';
ALTER TABLE ratings ADD COLUMN actor TEXT;
CREATE INDEX ratings_level ON ratings (hall, level, rated_at);
-- what was done about bad ratings, in order; rows are only ever added
CREATE TABLE order_steps (
    rating BIGINT NOT NULL,
    step BIGINT NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    act TEXT NOT NULL,
    PRIMARY KEY (rating, step)
);
