ALTER TABLE usage_record ADD COLUMN combo VARCHAR(100);
-- Whether the last of its attempts answered. Calls logged before this are taken by their status.
ALTER TABLE usage_record ADD COLUMN served BOOLEAN DEFAULT FALSE NOT NULL;
UPDATE usage_record SET served = TRUE WHERE status < 400 AND attempts <> '[]';
CREATE INDEX ix_usage_record_combo ON usage_record (combo, occurred_at);
CREATE INDEX ix_usage_record_status ON usage_record (status, occurred_at);
CREATE INDEX ix_usage_record_request ON usage_record (request_id);
-- Names of models are asked for with and without a provider.
DROP INDEX ix_usage_record_model;
CREATE INDEX ix_usage_record_model ON usage_record (model, occurred_at);

-- Attempts that failed or were passed over. The one that answered is in its call's row: most calls have no other, and
-- a second row for each of them would double the work of the drain.
CREATE TABLE usage_attempt (
    id            VARCHAR(40)                 PRIMARY KEY,
    usage_id      VARCHAR(36)                 NOT NULL,
    request_id    VARCHAR(200)                NOT NULL,
    occurred_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    provider      VARCHAR(64)                 NOT NULL,
    model         VARCHAR(500)                NOT NULL,
    connection_id VARCHAR(36),
    status        INTEGER                     NOT NULL,
    reason        VARCHAR(2000)               NOT NULL,
    duration_ms   BIGINT                      NOT NULL
);
CREATE INDEX ix_usage_attempt_time ON usage_attempt (occurred_at, id);
CREATE INDEX ix_usage_attempt_connection ON usage_attempt (connection_id, occurred_at, id);
CREATE INDEX ix_usage_attempt_provider ON usage_attempt (provider, occurred_at, id);
