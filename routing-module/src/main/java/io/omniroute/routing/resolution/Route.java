package io.omniroute.routing.resolution;

import io.omniroute.provider.catalog.ModelDescriptor;
import io.omniroute.provider.catalog.ProviderDescriptor;
import io.omniroute.provider.connection.Connection;
import io.omniroute.routing.combo.Combo;
import io.omniroute.routing.combo.ComboStep;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What a name stands for, as far as the key that asked may use it. Nothing is chosen yet. Immutable. */
public sealed interface Route {
    /** Every way to answer, in the order of administrators. */
    Stream<Target> targets();

    /** @param accounts by priority; empty only for a provider that needs none */
    record Model(ProviderDescriptor provider, ModelDescriptor model, List<Connection> accounts) implements Route {
        public Model {
            Objects.requireNonNull(provider, "provider");
            Objects.requireNonNull(model, "model");
            accounts = List.copyOf(accounts);
        }

        @Override
        public Stream<Target> targets() {
            return accounts.isEmpty()
                    ? Stream.of(new Target(provider, model, Optional.empty()))
                    : accounts.stream().map(account -> new Target(provider, model, Optional.of(account)));
        }
    }

    /** Any of these models will do, the first one best. @param models at least one */
    record AnyOf(List<Model> models) implements Route {
        public AnyOf {
            models = List.copyOf(models);
        }

        @Override
        public Stream<Target> targets() {
            return models.stream().flatMap(Model::targets);
        }
    }

    /** A combo, with the steps that can be called. @param branches at least one */
    record Pool(Combo combo, List<Branch> branches) implements Route {
        public Pool {
            Objects.requireNonNull(combo, "combo");
            branches = List.copyOf(branches);
        }

        @Override
        public Stream<Target> targets() {
            return branches.stream().flatMap(branch -> branch.route().targets());
        }
    }

    /** Where a step of a combo leads. */
    record Branch(ComboStep step, Route route) {
        public Branch {
            Objects.requireNonNull(step, "step");
            Objects.requireNonNull(route, "route");
        }
    }
}
