package io.omniroute.persistence.models;

import io.omniroute.persistence.jpa.Times;
import io.omniroute.provider.catalog.ModelDescriptor;
import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.routing.models.CustomModel;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalInt;

@Entity
@Table(name = "custom_model")
class CustomModelEntity {
    @Id
    private String id;

    private String provider;

    @Column(name = "model_id")
    private String modelId;

    private String name;

    @Column(name = "context_tokens")
    private Integer contextTokens;

    @Column(name = "max_output_tokens")
    private Integer maxOutputTokens;

    private boolean tools;
    private boolean vision;
    private boolean reasoning;

    @Column(name = "created_at")
    private OffsetDateTime createdAt;

    protected CustomModelEntity() {} // for JPA

    CustomModelEntity(String id, CustomModel.Key key) {
        this.id = id;
        provider = key.provider().value();
        modelId = key.modelId();
        createdAt = Times.now();
    }

    void write(ModelDescriptor model) {
        name = model.name();
        contextTokens = nullable(model.contextTokens());
        maxOutputTokens = nullable(model.maxOutputTokens());
        tools = model.tools();
        vision = model.vision();
        reasoning = model.reasoning();
    }

    CustomModel toCustomModel() {
        return new CustomModel(
                new ProviderId(provider),
                new ModelDescriptor(
                        modelId,
                        name,
                        optional(contextTokens),
                        optional(maxOutputTokens),
                        Optional.empty(), // prices are in the price list
                        tools,
                        vision,
                        reasoning));
    }

    private static Integer nullable(OptionalInt value) {
        return value.isPresent() ? value.getAsInt() : null;
    }

    private static OptionalInt optional(Integer column) {
        return column == null ? OptionalInt.empty() : OptionalInt.of(column);
    }
}
