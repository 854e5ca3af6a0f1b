-- Prices that hold for cache writes of an hour and for batches; what a record was charged by.
ALTER TABLE dated_price ADD COLUMN hour_cache_write_price DECIMAL(24, 12);
ALTER TABLE dated_price ADD COLUMN batch_share DECIMAL(24, 12);
ALTER TABLE usage_record ADD COLUMN hour_cache_write_tokens BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE usage_record ADD COLUMN service_tier VARCHAR(20) DEFAULT 'STANDARD' NOT NULL;

ALTER TABLE api_key ADD COLUMN key_group VARCHAR(100);
-- The group at the time: a key that moves takes nothing along.
ALTER TABLE usage_record ADD COLUMN key_group VARCHAR(100);
ALTER TABLE usage_record ADD COLUMN answer_source VARCHAR(20) DEFAULT 'VENDOR' NOT NULL;
ALTER TABLE usage_record ADD COLUMN saved_cost DECIMAL(24, 12) DEFAULT 0 NOT NULL;
CREATE INDEX ix_usage_record_group ON usage_record (key_group, occurred_at);
CREATE INDEX ix_usage_record_provider ON usage_record (provider, occurred_at);

CREATE TABLE budget (
    id                VARCHAR(36)                 PRIMARY KEY,
    budget_scope      VARCHAR(20)                 NOT NULL,
    target            VARCHAR(100)                NOT NULL,
    budget_period     VARCHAR(20)                 NOT NULL,
    time_zone         VARCHAR(64)                 NOT NULL,
    limit_usd         DECIMAL(24, 12)             NOT NULL,
    hard              BOOLEAN                     NOT NULL,
    warning_threshold DECIMAL(24, 12)             NOT NULL,
    created_at        TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
CREATE UNIQUE INDEX ux_budget_target ON budget (budget_scope, target, budget_period);

-- Append-only, like the records: what a record costs is its own cost and all its corrections. The columns to group by
-- are the record's.
CREATE TABLE usage_correction (
    id               VARCHAR(36)                 PRIMARY KEY,
    usage_id         VARCHAR(36)                 NOT NULL,
    rerating_id      VARCHAR(36)                 NOT NULL,
    corrected_at     TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    occurred_at      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    usage_day        VARCHAR(10)                 NOT NULL,
    api_key_id       VARCHAR(36),
    key_group        VARCHAR(100),
    connection_id    VARCHAR(36),
    provider         VARCHAR(64)                 NOT NULL,
    model            VARCHAR(500)                NOT NULL,
    input_cost       DECIMAL(24, 12)             NOT NULL,
    cached_cost      DECIMAL(24, 12)             NOT NULL,
    cache_write_cost DECIMAL(24, 12)             NOT NULL,
    output_cost      DECIMAL(24, 12)             NOT NULL,
    reasoning_cost   DECIMAL(24, 12)             NOT NULL,
    total_cost       DECIMAL(24, 12)             NOT NULL
);
CREATE INDEX ix_usage_correction_usage ON usage_correction (usage_id);
CREATE INDEX ix_usage_correction_time ON usage_correction (occurred_at);
