-- No foreign keys: usage outlives the keys and connections it names.
-- usage_day is the UTC day of occurred_at: the two databases disagree on how to derive it from a timestamp with zone.
CREATE TABLE usage_record (
    id                 VARCHAR(36)                 PRIMARY KEY,
    request_id         VARCHAR(200)                NOT NULL,
    occurred_at        TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    usage_day          VARCHAR(10)                 NOT NULL,
    api_key_id         VARCHAR(36),
    connection_id      VARCHAR(36),
    requested_model    VARCHAR(500)                NOT NULL,
    provider           VARCHAR(64)                 NOT NULL,
    model              VARCHAR(500)                NOT NULL,
    client_format      VARCHAR(40)                 NOT NULL,
    vendor_format      VARCHAR(40)                 NOT NULL,
    streamed           BOOLEAN                     NOT NULL,
    status             INTEGER                     NOT NULL,
    input_tokens       BIGINT                      NOT NULL,
    cached_tokens      BIGINT                      NOT NULL,
    cache_write_tokens BIGINT                      NOT NULL,
    output_tokens      BIGINT                      NOT NULL,
    reasoning_tokens   BIGINT                      NOT NULL,
    estimated          BOOLEAN                     NOT NULL,
    input_cost         DECIMAL(24, 12)             NOT NULL,
    cached_cost        DECIMAL(24, 12)             NOT NULL,
    cache_write_cost   DECIMAL(24, 12)             NOT NULL,
    output_cost        DECIMAL(24, 12)             NOT NULL,
    reasoning_cost     DECIMAL(24, 12)             NOT NULL,
    total_cost         DECIMAL(24, 12)             NOT NULL,
    first_byte_ms      BIGINT                      NOT NULL,
    duration_ms        BIGINT                      NOT NULL,
    request_bytes      BIGINT                      NOT NULL,
    response_bytes     BIGINT                      NOT NULL,
    attempts           VARCHAR                     NOT NULL,
    error_text         VARCHAR(2000)
);
CREATE INDEX ix_usage_record_time ON usage_record (occurred_at, id);
CREATE INDEX ix_usage_record_key ON usage_record (api_key_id, occurred_at);
CREATE INDEX ix_usage_record_connection ON usage_record (connection_id, occurred_at);
CREATE INDEX ix_usage_record_model ON usage_record (provider, model, occurred_at);
