CREATE TABLE combo (
    id          VARCHAR(36)                 PRIMARY KEY,
    name        VARCHAR(100)                NOT NULL,
    strategy    VARCHAR(40)                 NOT NULL,
    steps_json  VARCHAR                     NOT NULL,
    config_json VARCHAR                     NOT NULL,
    created_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
CREATE UNIQUE INDEX ux_combo_name ON combo (name);
