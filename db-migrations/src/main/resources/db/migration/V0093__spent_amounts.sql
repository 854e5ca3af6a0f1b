-- What each payer's records and corrections of a quarter of an hour cost together, kept in the transactions that write these: a
-- budget is read often, and its period may hold millions of calls. Every time zone's midnight begins a quarter.
-- Each process adds to rows of its own (writer), so that no node waits for another's transaction.
CREATE TABLE spent_amount (
    budget_scope VARCHAR(20)     NOT NULL,
    target       VARCHAR(100)    NOT NULL,
    quarter_hour BIGINT          NOT NULL, -- since 1970
    writer       VARCHAR(36)     NOT NULL,
    total_cost   DECIMAL(24, 12) NOT NULL,
    PRIMARY KEY (budget_scope, target, quarter_hour, writer)
);

INSERT INTO spent_amount (budget_scope, target, quarter_hour, writer, total_cost)
SELECT budget_scope, target, quarter_hour, 'migration', SUM(total_cost)
FROM (SELECT budget_scope, target, CAST(FLOOR(EXTRACT(EPOCH FROM occurred_at) / 900) AS BIGINT) AS quarter_hour, total_cost
      FROM (SELECT 'KEY' AS budget_scope, api_key_id AS target, occurred_at, total_cost FROM usage_record
            UNION ALL SELECT 'KEY', api_key_id, occurred_at, total_cost FROM usage_correction
            UNION ALL SELECT 'GROUP', key_group, occurred_at, total_cost FROM usage_record
            UNION ALL SELECT 'GROUP', key_group, occurred_at, total_cost FROM usage_correction
            UNION ALL SELECT 'PROVIDER', provider, occurred_at, total_cost FROM usage_record
            UNION ALL SELECT 'PROVIDER', provider, occurred_at, total_cost FROM usage_correction) cost
      WHERE target IS NOT NULL AND total_cost <> 0) slot
GROUP BY budget_scope, target, quarter_hour;
