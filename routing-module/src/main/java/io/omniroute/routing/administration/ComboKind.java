package io.omniroute.routing.administration;

import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.connection.ConnectionId;
import io.omniroute.provider.connection.Connections;
import io.omniroute.provider.store.Store;
import io.omniroute.routing.combo.Combo;
import io.omniroute.routing.combo.ComboConfig;
import io.omniroute.routing.combo.ComboId;
import io.omniroute.routing.combo.ComboJson;
import io.omniroute.routing.combo.ComboStep;
import io.omniroute.routing.combo.ComboStep.Goal;
import io.omniroute.routing.combo.Combos;
import io.omniroute.routing.json.Body;
import io.omniroute.routing.json.Refusal;
import io.omniroute.routing.models.ModelAliases;
import io.omniroute.routing.strategy.Strategy;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Combos: {@code {"name","strategy","steps","config"}}. */
@Dependent
public class ComboKind implements Kind<ComboId, Combo> {
    private static final Set<String> FIELDS = Set.of("id", "name", "strategy", "steps", "config", "createdAt");
    private static final int MAX_STEPS = 100;

    private final Combos combos;
    private final ModelAliases aliases;
    private final Connections connections;
    private final Providers providers;

    @Inject
    public ComboKind(Combos combos, ModelAliases aliases, Connections connections, Providers providers) {
        this.combos = combos;
        this.aliases = aliases;
        this.connections = connections;
        this.providers = providers;
    }

    @Override
    public String word() {
        return "combo";
    }

    @Override
    public Store<ComboId, Combo> store() {
        return combos;
    }

    @Override
    public Optional<ComboId> key(String id) {
        return Ids.uuid(id).map(ComboId::new);
    }

    @Override
    public String id(Combo combo) {
        return combo.id().toString();
    }

    @Override
    public JsonObject write(Combo combo) {
        return Json.createObjectBuilder()
                .add("id", id(combo))
                .add("name", combo.name())
                .add("strategy", combo.strategy().label())
                .add("steps", ComboJson.write(combo.steps(), this::nameOf))
                .add("config", ComboJson.write(combo.config()))
                .add("createdAt", combo.createdAt().toString())
                .build();
    }

    @Override
    public Combo read(Body body, Optional<Combo> current) {
        body.allow(FIELDS);
        Combo read = new Combo(
                current.map(Combo::id).orElseGet(ComboId::random),
                readName(body, current),
                readStrategy(body),
                readSteps(body),
                body.object("config").map(ComboJson::readConfig).orElse(ComboConfig.NONE),
                current.map(Combo::createdAt).orElseGet(Ids::now));
        new ComboGraph(combos.list(), read).check(body);
        return read;
    }

    @Override
    public Optional<Combo> match(Body body) {
        return body.text("name").flatMap(this::named);
    }

    @Override
    public void requireRemovable(Combo combo) {
        requireUnused(combo.name(), "name");
    }

    private Optional<String> nameOf(ConnectionId id) {
        return connections.find(id).map(Connection::name);
    }

    /** The combo that a step in a body leads to, if there is one of that name or there will be. */
    Optional<String> nested(Body step) {
        return step.text("combo").or(() -> step.text("model").filter(name -> !isModel(name)));
    }

    /** At a provider that there is: such a name means the model in every step, whichever combos there are. */
    private boolean isModel(String name) {
        int slash = name.indexOf('/');
        String provider = slash < 1 ? "" : name.substring(0, slash);
        return provider.equals(Providers.DEMO.value())
                || providers.find(provider).isPresent();
    }

    private Optional<Combo> named(String name) {
        return combos.list().stream().filter(combo -> combo.name().equals(name)).findFirst();
    }

    private String readName(Body body, Optional<Combo> current) {
        String name = body.requireLine("name", 100);
        if (!Combo.isName(name)) {
            throw body.invalid(
                    "name",
                    "'" + body.path("name") + "' may hold letters, digits, '_', '/', '.' and '-' only, and no '..'.");
        }
        if (current.map(Combo::name).filter(name::equals).isPresent()) {
            return name;
        }
        if (named(name).isPresent()) {
            throw Refusal.conflict(body.path("name"), "There is already a combo '" + name + "'.");
        }
        if (aliases.find(name).isPresent()) {
            throw Refusal.conflict(body.path("name"), "There is already an alias '" + name + "'.");
        }
        current.ifPresent(combo -> requireUnused(combo.name(), body.path("name")));
        return name;
    }

    private void requireUnused(String name, String path) {
        aliases.list().stream()
                .filter(alias -> alias.target().equals(name))
                .findFirst()
                .ifPresent(alias -> {
                    throw Refusal.conflict(path, "The alias '" + alias.alias() + "' still points to it.");
                });
        combos.list().stream()
                .filter(combo -> combo.steps().stream().anyMatch(step -> leadsTo(step, name)))
                .findFirst()
                .ifPresent(combo -> {
                    throw Refusal.conflict(path, "The combo '" + combo.name() + "' still has it as a step.");
                });
    }

    private static boolean leadsTo(ComboStep step, String name) {
        return step.goal() instanceof Goal.Nested nested && nested.combo().equals(name);
    }

    private static Strategy readStrategy(Body body) {
        return body.text("strategy")
                .map(label -> Strategy.ofLabel(label)
                        .orElseThrow(() -> body.invalid(
                                "strategy",
                                "'" + body.path("strategy") + "' must be fill-first, round-robin, p2c, random,"
                                        + " least-used, cost-optimized or weighted.")))
                .orElse(Strategy.FILL_FIRST);
    }

    private List<ComboStep> readSteps(Body body) {
        List<Body> steps = body.objects("steps");
        if (steps.isEmpty() || steps.size() > MAX_STEPS) {
            throw body.invalid("steps", "'" + body.path("steps") + "' must hold 1 to " + MAX_STEPS + " steps.");
        }
        List<ComboStep> read = new ArrayList<>(steps.size());
        for (Body step : steps) {
            ComboStep next = ComboJson.readStep(step, new Names());
            switch (next.goal()) {
                case Goal.Model model -> providers.requireId(model.provider(), step.path("model"));
                case Goal.AnyModel any -> providers.requireId(any.provider(), step.path("model"));
                case Goal.Nested ignored -> {} // whether it exists is a question of the graph
            }
            read.add(next);
        }
        return read;
    }

    private final class Names implements ComboJson.Known {
        @Override
        public boolean isCombo(String name) {
            return !isModel(name) && named(name).isPresent();
        }

        /** By id or by name within the provider; by {@code connectionName} where the id is another installation's. */
        @Override
        public ConnectionId connection(String provider, Body step) {
            String wanted = step.requireLine("connection", 100);
            ProviderId id = providers.requireId(provider, step.path("model"));
            return find(id, wanted)
                    .or(() -> step.line("connectionName", 100)
                            .filter(name -> Ids.uuid(wanted).isPresent())
                            .flatMap(name -> find(id, name)))
                    .orElseThrow(() -> step.invalid(
                            "connection", "The provider '" + provider + "' has no connection '" + wanted + "'."));
        }

        private Optional<ConnectionId> find(ProviderId provider, String idOrName) {
            return connections.list().stream()
                    .filter(connection -> connection.provider().equals(provider))
                    .filter(connection -> connection.id().toString().equals(idOrName)
                            || connection.name().equals(idOrName))
                    .map(Connection::id)
                    .findFirst();
        }
    }
}
