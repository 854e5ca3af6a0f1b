-- Circuits that are not closed: who rests, why and until when. Not configuration, so no version grows with it.
CREATE TABLE health_circuit (
    id            VARCHAR(36)                 PRIMARY KEY,
    provider      VARCHAR(64)                 NOT NULL,
    connection_id VARCHAR(36),
    model         VARCHAR(500),
    phase         VARCHAR(20)                 NOT NULL,
    failures      INTEGER                     NOT NULL,
    strikes       INTEGER                     NOT NULL,
    backoff_level INTEGER                     NOT NULL,
    reason        VARCHAR(40)                 NOT NULL,
    message       VARCHAR(2000)               NOT NULL,
    since         TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    until_time    TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

-- Why the gateway itself switched an account off.
ALTER TABLE provider_connection ADD COLUMN disabled_reason VARCHAR(2000);
