-- a password that somebody else chose works once: to choose an own one
ALTER TABLE accounts ADD COLUMN one_time BIGINT NOT NULL DEFAULT 0;
