-- What the TLS client of a connection offers, as a JSON object; null for the handshake of the platform.
ALTER TABLE provider_connection ADD COLUMN tls_json VARCHAR;
