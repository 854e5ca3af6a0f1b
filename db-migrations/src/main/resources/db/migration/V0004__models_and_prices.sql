CREATE TABLE model_alias (
    alias      VARCHAR(100)                PRIMARY KEY,
    target     VARCHAR(500)                NOT NULL,
    created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

CREATE TABLE custom_model (
    id                VARCHAR(36)                 PRIMARY KEY,
    provider          VARCHAR(64)                 NOT NULL,
    model_id          VARCHAR(300)                NOT NULL,
    name              VARCHAR(300)                NOT NULL,
    context_tokens    INTEGER,
    max_output_tokens INTEGER,
    tools             BOOLEAN                     NOT NULL,
    vision            BOOLEAN                     NOT NULL,
    reasoning         BOOLEAN                     NOT NULL,
    created_at        TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
CREATE UNIQUE INDEX ux_custom_model_id ON custom_model (provider, model_id);

-- US dollars per million tokens.
CREATE TABLE dated_price (
    id                VARCHAR(36)                 PRIMARY KEY,
    provider          VARCHAR(64)                 NOT NULL,
    model_id          VARCHAR(300)                NOT NULL,
    valid_from        TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    input_price       DECIMAL(24, 12)             NOT NULL,
    output_price      DECIMAL(24, 12)             NOT NULL,
    cached_price      DECIMAL(24, 12),
    cache_write_price DECIMAL(24, 12),
    reasoning_price   DECIMAL(24, 12),
    created_at        TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
CREATE UNIQUE INDEX ux_dated_price_from ON dated_price (provider, model_id, valid_from);
