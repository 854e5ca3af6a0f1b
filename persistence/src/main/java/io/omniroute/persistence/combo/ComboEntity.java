package io.omniroute.persistence.combo;

import io.omniroute.persistence.jpa.Times;
import io.omniroute.routing.combo.Combo;
import io.omniroute.routing.combo.ComboId;
import io.omniroute.routing.combo.ComboJson;
import io.omniroute.routing.combo.ComboStep;
import io.omniroute.routing.json.Body;
import io.omniroute.routing.strategy.Strategy;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.StringReader;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

@Entity
@Table(name = "combo")
class ComboEntity {
    private static final String STEPS = "steps";

    @Id
    private String id;

    private String name;
    private String strategy;

    @Column(name = "steps_json")
    private String steps;

    @Column(name = "config_json")
    private String config;

    @Column(name = "created_at")
    private OffsetDateTime createdAt;

    protected ComboEntity() {} // for JPA

    ComboEntity(ComboId id) {
        this.id = id.toString();
    }

    void write(Combo combo) {
        name = combo.name();
        strategy = combo.strategy().label();
        steps = Json.createObjectBuilder()
                .add(STEPS, ComboJson.write(combo.steps()))
                .build()
                .toString();
        config = ComboJson.write(combo.config()).toString();
        createdAt = Times.column(combo.createdAt());
    }

    Combo toCombo() {
        List<ComboStep> read = Body.of(parse(steps)).objects(STEPS).stream()
                .map(step -> ComboJson.readStep(step, ComboJson.Known.AS_STORED))
                .toList();
        return new Combo(
                new ComboId(UUID.fromString(id)),
                name,
                Strategy.ofLabel(strategy).orElseThrow(),
                read,
                ComboJson.readConfig(Body.of(parse(config))),
                createdAt.toInstant());
    }

    private static JsonObject parse(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }
}
