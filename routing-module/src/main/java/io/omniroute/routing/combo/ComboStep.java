package io.omniroute.routing.combo;

import io.omniroute.provider.connection.ConnectionId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One of the choices of a combo.
 *
 * @param weight 0 to 100
 * @param tags for people, and shown with the metrics
 */
public record ComboStep(Goal goal, int weight, List<String> tags) {
    /** What a step leads to. */
    public sealed interface Goal {
        /** As the management API names it, and the metrics. */
        String label();

        /** @param provider an id, alias or prefix */
        record Model(String provider, String model, Optional<ConnectionId> connection) implements Goal {
            public Model {
                Objects.requireNonNull(provider, "provider");
                Objects.requireNonNull(model, "model");
                Objects.requireNonNull(connection, "connection");
            }

            public String name() {
                return provider + "/" + model;
            }

            @Override
            public String label() {
                return connection.map(id -> name() + "@" + id).orElseGet(this::name);
            }
        }

        /** Whatever the provider lists. @param provider an id, alias or prefix */
        record AnyModel(String provider) implements Goal {
            public AnyModel {
                Objects.requireNonNull(provider, "provider");
            }

            @Override
            public String label() {
                return provider + "/*";
            }
        }

        /** @param combo the name of another combo */
        record Nested(String combo) implements Goal {
            public Nested {
                Objects.requireNonNull(combo, "combo");
            }

            @Override
            public String label() {
                return combo;
            }
        }
    }

    public ComboStep {
        Objects.requireNonNull(goal, "goal");
        tags = List.copyOf(tags);
        if (weight < 0 || weight > 100) {
            throw new IllegalArgumentException("weight must be from 0 to 100");
        }
    }

    public String label() {
        return goal.label();
    }
}
