-- a number that is taken writes into no index that only the turn of a day reads
DROP INDEX ledger_days;
CREATE INDEX ledger_day_starts ON ledger (hall, seq) WHERE kind = 'day_started';
-- who still waits when a day is over is found by that day, in the key (hall, day, number)
DROP INDEX tickets_served;
