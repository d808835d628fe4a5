-- Everything that was found in a file that was imported, as csv in parts of about a megabyte, each compressed with
-- gzip: whoever fetches the list gets all of it, and nobody holds all of it at once.
CREATE TABLE catalog_findings (
    import TEXT NOT NULL,
    severity TEXT NOT NULL,
    part BIGINT NOT NULL,
    body BYTEA NOT NULL,
    PRIMARY KEY (import, severity, part)
);

-- Blank forms and filled-in samples: each content once, by its SHA-256.
CREATE TABLE form_files (
    hash TEXT NOT NULL PRIMARY KEY,
    media TEXT NOT NULL,
    size BIGINT NOT NULL,
    body BYTEA NOT NULL
);

-- Under which name a hall has which; documents of matters refer to the name. Without an actor it came from the
-- folder of the hall.
CREATE TABLE form_names (
    hall TEXT NOT NULL,
    name TEXT NOT NULL,
    hash TEXT NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT,
    PRIMARY KEY (hall, name)
);
