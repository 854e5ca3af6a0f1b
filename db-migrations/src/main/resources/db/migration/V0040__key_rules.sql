-- What a key is held to beside models and providers, as JSON; null where nothing is.
ALTER TABLE api_key ADD COLUMN rules VARCHAR;
