-- When another panel last reported under the address of a screen.
ALTER TABLE screen_reports ADD COLUMN other_at BIGINT;
-- When a screen first said of its last call that it was spoken.
ALTER TABLE screen_reports ADD COLUMN spoken_at BIGINT;
