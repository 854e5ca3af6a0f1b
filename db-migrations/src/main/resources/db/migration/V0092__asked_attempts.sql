-- Whether the request left for the vendor, else the target was passed over. Attempts logged before this stay NULL: only the text
-- of their reasons would tell, and a vendor may use the same words.
ALTER TABLE usage_attempt ADD COLUMN asked BOOLEAN;
