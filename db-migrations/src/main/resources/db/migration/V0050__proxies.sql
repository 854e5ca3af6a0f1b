-- Which proxies calls leave by. A rule goes with what it is about; a provider of the catalogue never goes.
CREATE TABLE proxy_rule (
    id                    VARCHAR(36)  PRIMARY KEY,
    rule_level            VARCHAR(20)  NOT NULL,
    provider              VARCHAR(64),
    node_id               VARCHAR(36)  REFERENCES provider_node (id) ON DELETE CASCADE,
    combo_id              VARCHAR(36)  REFERENCES combo (id) ON DELETE CASCADE,
    connection_id         VARCHAR(36)  REFERENCES provider_connection (id) ON DELETE CASCADE,
    kind                  VARCHAR(20)  NOT NULL,
    host                  VARCHAR(255) NOT NULL,
    port                  INTEGER      NOT NULL,
    username              VARCHAR(255),
    password_cipher       VARCHAR,
    allow_private_network BOOLEAN      NOT NULL
);

-- What went through proxies. No foreign keys: it outlives what it names.
CREATE TABLE proxy_log (
    id            VARCHAR(36)                 PRIMARY KEY,
    occurred_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    request_id    VARCHAR(200)                NOT NULL,
    provider      VARCHAR(64)                 NOT NULL,
    connection_id VARCHAR(36),
    combo_id      VARCHAR(36),
    rule_level    VARCHAR(20)                 NOT NULL,
    level_id      VARCHAR(100)                NOT NULL,
    kind          VARCHAR(20)                 NOT NULL,
    host          VARCHAR(255)                NOT NULL,
    port          INTEGER                     NOT NULL,
    target        VARCHAR(300)                NOT NULL,
    duration_ms   BIGINT                      NOT NULL,
    error_text    VARCHAR(2000),
    tls_profile   VARCHAR(200)
);
CREATE INDEX ix_proxy_log_time ON proxy_log (occurred_at, id);
