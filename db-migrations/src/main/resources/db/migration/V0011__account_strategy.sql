ALTER TABLE provider_node ADD COLUMN account_strategy VARCHAR(40);
