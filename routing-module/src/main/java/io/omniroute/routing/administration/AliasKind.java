package io.omniroute.routing.administration;

import io.omniroute.provider.store.Store;
import io.omniroute.routing.combo.Combos;
import io.omniroute.routing.json.Body;
import io.omniroute.routing.json.Refusal;
import io.omniroute.routing.models.ModelAlias;
import io.omniroute.routing.models.ModelAliases;
import io.omniroute.routing.models.NamePattern;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Model aliases: {@code {"alias","target"}}; the alias is their id. One with {@code *} or {@code ?} is a pattern. */
@Dependent
public class AliasKind implements Kind<String, ModelAlias> {
    private static final Set<String> FIELDS = Set.of("alias", "target");

    private final ModelAliases aliases;
    private final Providers providers;
    private final Combos combos;

    @Inject
    public AliasKind(ModelAliases aliases, Providers providers, Combos combos) {
        this.aliases = aliases;
        this.providers = providers;
        this.combos = combos;
    }

    @Override
    public String word() {
        return "model-alias";
    }

    @Override
    public Store<String, ModelAlias> store() {
        return aliases;
    }

    @Override
    public Optional<String> key(String id) {
        return Optional.of(id);
    }

    @Override
    public String id(ModelAlias alias) {
        return alias.alias();
    }

    @Override
    public JsonObject write(ModelAlias alias) {
        return Json.createObjectBuilder()
                .add("alias", alias.alias())
                .add("target", alias.target())
                .build();
    }

    @Override
    public ModelAlias read(Body body, Optional<ModelAlias> current) {
        body.allow(FIELDS);
        String alias = readAlias(body, current);
        String target = body.requireLine("target", 400);
        requireTarget(body, alias, target);
        return new ModelAlias(alias, target);
    }

    @Override
    public Optional<ModelAlias> match(Body body) {
        return body.text("alias").flatMap(aliases::find);
    }

    @Override
    public void requireRemovable(ModelAlias alias) {
        aliases.list().stream()
                .filter(other -> other.target().equals(alias.alias()))
                .findFirst()
                .ifPresent(other -> {
                    throw Refusal.conflict("alias", "The alias '" + other.alias() + "' still points to it.");
                });
    }

    private String readAlias(Body body, Optional<ModelAlias> current) {
        String alias = body.requireLine("alias", 100);
        if (alias.indexOf('/') >= 0 && !NamePattern.isPattern(alias)) {
            throw body.invalid("alias", "'" + body.path("alias") + "' must not hold a slash, unless it is a pattern.");
        }
        if (current.isPresent() && !current.get().alias().equals(alias)) {
            throw body.invalid("alias", "An alias cannot be renamed; delete it and make another.");
        }
        if (current.isEmpty() && aliases.find(alias).isPresent()) {
            throw Refusal.conflict(body.path("alias"), "There is already an alias '" + alias + "'.");
        }
        if (isCombo(alias)) {
            throw Refusal.conflict(body.path("alias"), "There is already a combo '" + alias + "'.");
        }
        return alias;
    }

    private boolean isCombo(String name) {
        return combos.list().stream().anyMatch(combo -> combo.name().equals(name));
    }

    private void requireTarget(Body body, String alias, String target) {
        if (isCombo(target)) {
            return;
        }
        int slash = target.indexOf('/');
        if (slash >= 0) {
            providers.requireId(target.substring(0, slash), body.path("target"));
            if (slash == target.length() - 1) {
                throw body.invalid("target", "'" + body.path("target") + "' must name a model behind the slash.");
            }
            return;
        }
        int length = leading(aliases.list(), alias, ModelAlias.MAX_CHAIN);
        Set<String> seen = new HashSet<>(Set.of(alias));
        for (String next = target; next.indexOf('/') < 0 && !isCombo(next); next = follow(body, next)) {
            if (!seen.add(next)) {
                throw body.invalid("target", "The alias '" + alias + "' would lead back to itself.");
            }
            length++;
        }
        if (length > ModelAlias.MAX_CHAIN) {
            throw body.invalid(
                    "target",
                    "A name may pass " + ModelAlias.MAX_CHAIN + " aliases on its way to a model or combo; with '"
                            + alias + "' some would pass more.");
        }
    }

    /** How many aliases stand in the longest chain that ends with this one. @param most how far to look */
    private static int leading(List<ModelAlias> all, String alias, int most) {
        return 1
                + all.stream()
                        .filter(other -> most > 0 && other.target().equals(alias))
                        .mapToInt(other -> leading(all, other.alias(), most - 1))
                        .max()
                        .orElse(0);
    }

    private String follow(Body body, String alias) {
        return aliases.find(alias)
                .map(ModelAlias::target)
                .orElseThrow(() -> body.invalid(
                        "target",
                        "'" + body.path("target") + "' must be provider/model, a combo or an existing alias; '" + alias
                                + "' is none of them."));
    }
}
