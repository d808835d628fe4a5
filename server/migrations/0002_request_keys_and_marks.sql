-- the request that made a rating, so that its retry gets the same answer
ALTER TABLE ratings ADD COLUMN request_key TEXT;

-- what is true of this database as a whole
CREATE TABLE marks (
    name TEXT NOT NULL PRIMARY KEY
);
