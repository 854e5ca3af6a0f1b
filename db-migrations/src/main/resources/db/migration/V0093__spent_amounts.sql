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
SELECT 'KEY', api_key_id, CAST(FLOOR(EXTRACT(EPOCH FROM occurred_at) / 900) AS BIGINT), 'migration', SUM(total_cost)
FROM (SELECT api_key_id, occurred_at, total_cost FROM usage_record
      UNION ALL SELECT api_key_id, occurred_at, total_cost FROM usage_correction) cost
WHERE total_cost <> 0 AND api_key_id IS NOT NULL
GROUP BY api_key_id, CAST(FLOOR(EXTRACT(EPOCH FROM occurred_at) / 900) AS BIGINT);

INSERT INTO spent_amount (budget_scope, target, quarter_hour, writer, total_cost)
SELECT 'GROUP', key_group, CAST(FLOOR(EXTRACT(EPOCH FROM occurred_at) / 900) AS BIGINT), 'migration', SUM(total_cost)
FROM (SELECT key_group, occurred_at, total_cost FROM usage_record
      UNION ALL SELECT key_group, occurred_at, total_cost FROM usage_correction) cost
WHERE total_cost <> 0 AND key_group IS NOT NULL
GROUP BY key_group, CAST(FLOOR(EXTRACT(EPOCH FROM occurred_at) / 900) AS BIGINT);

INSERT INTO spent_amount (budget_scope, target, quarter_hour, writer, total_cost)
SELECT 'PROVIDER', provider, CAST(FLOOR(EXTRACT(EPOCH FROM occurred_at) / 900) AS BIGINT), 'migration', SUM(total_cost)
FROM (SELECT provider, occurred_at, total_cost FROM usage_record
      UNION ALL SELECT provider, occurred_at, total_cost FROM usage_correction) cost
WHERE total_cost <> 0
GROUP BY provider, CAST(FLOOR(EXTRACT(EPOCH FROM occurred_at) / 900) AS BIGINT);
