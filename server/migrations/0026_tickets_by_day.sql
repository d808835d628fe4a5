-- the codes of slips are looked for among the tickets of the last days
CREATE INDEX tickets_day ON tickets (hall, day);
