package io.omniroute.persistence.models;

import io.omniroute.persistence.jpa.Times;
import io.omniroute.routing.models.ModelAlias;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;

@Entity
@Table(name = "model_alias")
class ModelAliasEntity {
    @Id
    private String alias;

    private String target;

    @Column(name = "created_at")
    private OffsetDateTime createdAt;

    protected ModelAliasEntity() {} // for JPA

    ModelAliasEntity(String alias) {
        this.alias = alias;
        createdAt = Times.now();
    }

    void write(ModelAlias value) {
        target = value.target();
    }

    ModelAlias toAlias() {
        return new ModelAlias(alias, target);
    }
}
