-- How much of a connection may be used, as a JSON array; null for as much as there is.
ALTER TABLE provider_connection ADD COLUMN quotas_json VARCHAR;

-- What was used since a window's run began. Not configuration, so no version grows with it.
CREATE TABLE quota_count (
    id            VARCHAR(36)                 PRIMARY KEY,
    connection_id VARCHAR(36)                 NOT NULL,
    period        VARCHAR(20)                 NOT NULL,
    unit          VARCHAR(20)                 NOT NULL,
    started_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    used          DECIMAL(24, 12)             NOT NULL
);
