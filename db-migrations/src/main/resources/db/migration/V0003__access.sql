CREATE TABLE api_key (
    id                VARCHAR(36)                 PRIMARY KEY,
    name              VARCHAR(100)                NOT NULL,
    key_hash          VARCHAR(64)                 NOT NULL,
    hint              VARCHAR(40)                 NOT NULL,
    allowed_models    VARCHAR                     NOT NULL,
    allowed_providers VARCHAR                     NOT NULL,
    enabled           BOOLEAN                     NOT NULL,
    expires_at        TIMESTAMP(6) WITH TIME ZONE,
    created_at        TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
CREATE UNIQUE INDEX ux_api_key_name ON api_key (name);
CREATE UNIQUE INDEX ux_api_key_hash ON api_key (key_hash);

CREATE TABLE login_user (
    name          VARCHAR(100)                PRIMARY KEY,
    password_hash VARCHAR(500)                NOT NULL,
    user_role     VARCHAR(20)                 NOT NULL,
    created_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

CREATE TABLE audit_entry (
    id          VARCHAR(36)                 PRIMARY KEY,
    logged_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    actor       VARCHAR(200)                NOT NULL,
    action      VARCHAR(100)                NOT NULL,
    target      VARCHAR(500)                NOT NULL,
    address     VARCHAR(100)                NOT NULL,
    before_json VARCHAR,
    after_json  VARCHAR
);
CREATE INDEX ix_audit_entry_time ON audit_entry (logged_at, id);
