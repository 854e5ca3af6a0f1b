-- What went through, for calls of keys that want it: compressed, encrypted, in base64. The id is the call's.
CREATE TABLE captured_call (
    id          VARCHAR(36)                 PRIMARY KEY,
    occurred_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    api_key_id  VARCHAR(36)                 NOT NULL,
    content     VARCHAR                     NOT NULL
);
CREATE INDEX ix_captured_call_time ON captured_call (occurred_at, id);
