-- What a vendor last reported of a window, until its reset. Not configuration, so no version grows with it.
CREATE TABLE quota_report (
    id            VARCHAR(36)                 PRIMARY KEY,
    connection_id VARCHAR(36)                 NOT NULL,
    name          VARCHAR(40)                 NOT NULL,
    used          DECIMAL(24, 12)             NOT NULL,
    total         DECIMAL(24, 12)             NOT NULL,
    reset_at      TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
