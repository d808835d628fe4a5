-- Every version of a hall's catalog stays. The body is the whole catalog as JSON, compressed with gzip; BYTEA is
-- PostgreSQL's name for bytes, and SQLite keeps bytes under any name.
CREATE TABLE catalog_versions (
    hall TEXT NOT NULL,
    version BIGINT NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT,
    -- 'halls' for a file of the halls folder, 'import' for one that a person sent
    origin TEXT NOT NULL,
    file TEXT NOT NULL,
    note TEXT,
    items BIGINT NOT NULL,
    -- of what it says, without its version and date
    digest TEXT NOT NULL,
    body BYTEA NOT NULL,
    PRIMARY KEY (hall, version)
);

-- Which version is in force since when: the one with the highest number. The key lets only one of two people
-- publish next; a rollback is one more publication of an old version.
CREATE TABLE catalog_publications (
    hall TEXT NOT NULL,
    number BIGINT NOT NULL,
    version BIGINT NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT,
    note TEXT,
    PRIMARY KEY (hall, number)
);

-- Matters and themes that are no longer in the catalog, as they were last: tickets and ratings still name them.
CREATE TABLE catalog_former (
    hall TEXT NOT NULL,
    -- 'item' or 'theme'
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (hall, kind, id)
);

-- What was read from files and waits for a person to publish it. Who reads one touches seen_at all the time: a
-- row that is 'reading' and was not touched for long belongs to a process that has ended.
CREATE TABLE catalog_imports (
    id TEXT NOT NULL PRIMARY KEY,
    hall TEXT NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT,
    file TEXT NOT NULL,
    mode TEXT NOT NULL,
    state TEXT NOT NULL,
    base BIGINT NOT NULL,
    stage TEXT NOT NULL,
    done BIGINT NOT NULL,
    total BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    fault TEXT,
    summary TEXT,
    report TEXT,
    diff BYTEA,
    items BIGINT,
    digest TEXT,
    body BYTEA,
    version BIGINT
);
CREATE INDEX catalog_imports_time ON catalog_imports (hall, at);
