-- A call that sent nothing has no time to its first byte; until now that was -1.
ALTER TABLE usage_record ALTER COLUMN first_byte_ms DROP NOT NULL;
UPDATE usage_record SET first_byte_ms = NULL WHERE first_byte_ms < 0;
