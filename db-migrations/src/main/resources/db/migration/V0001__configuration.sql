-- One dialect for H2 2.2 and PostgreSQL 17. Ids are UUIDs in their text form: JPA 3.1 providers bind that alike on both.

CREATE TABLE configuration_version (
    id      INTEGER PRIMARY KEY,
    version BIGINT  NOT NULL
);
INSERT INTO configuration_version (id, version) VALUES (1, 1);

CREATE TABLE setting (
    name          VARCHAR(100) PRIMARY KEY,
    setting_value VARCHAR      NOT NULL
);

-- Proves that the master key of this process is the one that the secrets of this database were encrypted with.
CREATE TABLE master_key_check (
    id          INTEGER PRIMARY KEY,
    salt        VARCHAR(64)  NOT NULL,
    check_value VARCHAR(200) NOT NULL
);
