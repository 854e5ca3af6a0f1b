package io.omniroute.persistence.snapshot;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The one row that the first migration made. */
@Entity
@Table(name = "configuration_version")
class ConfigurationVersionEntity {
    @Id
    private int id;

    private long version;

    protected ConfigurationVersionEntity() {} // for JPA
}
