-- Which contents of the hall's folder were taken under which name: each has its say once, and what people have done
-- since stays, also when they have removed the form.
CREATE TABLE form_folder (
    hall TEXT NOT NULL,
    name TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (hall, name, hash)
);
INSERT INTO form_folder (hall, name, hash) SELECT hall, name, hash FROM form_names WHERE actor IS NULL;
