CREATE TABLE provider_node (
    id                    VARCHAR(36)                 PRIMARY KEY,
    prefix                VARCHAR(64)                 NOT NULL,
    name                  VARCHAR(200)                NOT NULL,
    format                VARCHAR(40)                 NOT NULL,
    base_url              VARCHAR(2000)               NOT NULL,
    allow_private_network BOOLEAN                     NOT NULL,
    connect_ms            BIGINT                      NOT NULL,
    first_byte_ms         BIGINT                      NOT NULL,
    idle_ms               BIGINT                      NOT NULL,
    created_at            TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
CREATE UNIQUE INDEX ux_provider_node_prefix ON provider_node (prefix);

-- provider is a catalogue id or a node's prefix, so it cannot be a foreign key.
CREATE TABLE provider_connection (
    id                VARCHAR(36)                 PRIMARY KEY,
    provider          VARCHAR(64)                 NOT NULL,
    name              VARCHAR(100)                NOT NULL,
    api_key_cipher    VARCHAR,
    priority          INTEGER                     NOT NULL,
    enabled           BOOLEAN                     NOT NULL,
    base_url          VARCHAR(2000),
    parameters_cipher VARCHAR,
    created_at        TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
CREATE UNIQUE INDEX ux_provider_connection_name ON provider_connection (provider, name);
