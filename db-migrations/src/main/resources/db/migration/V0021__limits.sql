-- How fast a key or connection may be used, as a JSON object; null for as fast as it can.
ALTER TABLE provider_connection ADD COLUMN limits_json VARCHAR;
ALTER TABLE api_key ADD COLUMN limits_json VARCHAR;
