package io.omniroute.routing.administration;

import io.omniroute.provider.catalog.ProviderDescriptor;
import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.outbound.ProxyServer;
import io.omniroute.routing.audit.Actor;
import io.omniroute.routing.audit.AuditTrail;
import io.omniroute.routing.combo.Combo;
import io.omniroute.routing.egress.ProxyJson;
import io.omniroute.routing.egress.ProxyLevel;
import io.omniroute.routing.egress.ProxyPlace;
import io.omniroute.routing.egress.ProxyRule;
import io.omniroute.routing.egress.ProxyRules;
import io.omniroute.routing.egress.ProxyStore;
import io.omniroute.routing.json.Body;
import io.omniroute.routing.json.Refusal;
import io.omniroute.routing.passage.EnvironmentProxies;
import io.omniroute.routing.snapshot.ConfigurationVersion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads and changes the rules about proxies. A change and its audit entry are one transaction. */
@ApplicationScoped
@Transactional
public class ProxyDesk {
    private static final String DIRECT = "direct";

    private final ProxyStore store;
    private final ProxyRead read;
    private final EnvironmentProxies environment;
    private final AuditTrail trail;
    private final ConfigurationVersion version;

    @Inject
    public ProxyDesk(
            ProxyStore store,
            ProxyRead read,
            EnvironmentProxies environment,
            AuditTrail trail,
            ConfigurationVersion version) {
        this.store = store;
        this.read = read;
        this.environment = environment;
        this.trail = trail;
        this.version = version;
    }

    protected ProxyDesk() { // for the CDI proxy
        this(null, null, null, null, null);
    }

    /** All of them, by id. */
    public JsonObject current() {
        return shown(store.read());
    }

    /** {@code {"level","id","proxy"}}; the proxy is null where that level has no rule. */
    public JsonObject find(String level, Optional<String> id) {
        ProxyPlace place = read.places().require(level, id, "id");
        return described(place, store.read().at(place));
    }

    /** What holds for an account, and why: {@code {"proxy","level","levelId"}}. @param combo that calls come by, if any */
    public JsonObject resolve(String account, Optional<String> combo) {
        Connection connection = read.places()
                .connection(account)
                .orElseThrow(() -> Refusal.notFound("There is no connection '" + account + "'."));
        List<Combo> combos = combo.map(name -> List.of(read.places()
                        .combo(name)
                        .orElseThrow(() -> Refusal.notFound("There is no combo '" + name + "'."))))
                .orElse(List.of());
        Optional<ProxyRules.Found> found = store.read()
                .find(
                        connection.provider(),
                        Optional.of(connection.id()),
                        combos.stream().map(Combo::id).toList())
                .or(() -> fromEnvironment(connection));
        return Json.createObjectBuilder()
                .add("connectionId", connection.id().toString())
                .add("proxy", proxy(found.map(ProxyRules.Found::rule)))
                .add("level", found.map(rule -> rule.place().level().word()).orElse(DIRECT))
                .add("levelId", found.map(rule -> id(rule.place())).orElse(JsonValue.NULL))
                .build();
    }

    /** One rule for {@code {"level","id","proxy"}}; else all of them, and what the body does not name is gone. */
    public JsonObject set(Body body, Actor actor) {
        version.hold();
        ProxyRules before = store.read();
        if (body.has("level")) {
            changed(before, read.one(body, before), actor);
            return find(body.requireText("level"), body.text("id"));
        }
        return shown(changed(before, read.laidOver(ProxyRules.NONE, body, before), actor));
    }

    /** @throws Refusal 404 when there is no such rule */
    public JsonObject remove(String level, Optional<String> id, Actor actor) {
        version.hold();
        ProxyPlace place = read.places().require(level, id, "id");
        ProxyRules before = store.read();
        if (before.at(place).isEmpty()) {
            throw Refusal.notFound("There is no proxy at this level.");
        }
        return shown(changed(before, before.without(place), actor));
    }

    /** All of them by natural names and without passwords, as configuration files hold them. */
    public JsonObject export() {
        return written(store.read(), false, read.places()::name);
    }

    /** Lays the rules of a configuration file over those that are there. */
    public void apply(Body body, Actor actor) {
        version.hold();
        ProxyRules before = store.read();
        changed(before, read.laidOver(before, body, before), actor);
    }

    /** A proxy to be tried out, and the page to fetch by it. */
    public record Trial(ProxyServer server, Optional<URI> url) {}

    public Trial trial(Body body) {
        return new Trial(read.trial(body, store.read()), read.url(body));
    }

    private ProxyRules changed(ProxyRules before, ProxyRules after, Actor actor) {
        if (!after.equals(before)) {
            store.write(after);
            trail.changed(
                    actor, "settings.update", "settings/proxy", Optional.of(shown(before)), Optional.of(shown(after)));
        }
        return after;
    }

    private Optional<ProxyRules.Found> fromEnvironment(Connection connection) {
        return read.places()
                .provider(connection)
                .map(ProviderDescriptor::baseUrl)
                .map(url -> connection.baseUrl().orElse(url))
                .map(url ->
                        URI.create(BaseUrls.fill(url, connection.parameters()).replaceAll("[{}]", "")))
                .flatMap(environment::proxyFor)
                .map(server -> new ProxyRules.Found(ProxyPlace.ENVIRONMENT, ProxyRule.by(server)));
    }

    private static JsonObject shown(ProxyRules rules) {
        return written(rules, true, place -> Optional.of(place.id()));
    }

    private static JsonObject written(ProxyRules rules, boolean masked, Function<ProxyPlace, Optional<String>> name) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        Optional<JsonObject> global = rules.at(ProxyPlace.GLOBAL).map(rule -> ProxyJson.write(rule, masked));
        if (masked || global.isPresent()) {
            json.add("global", global.<JsonValue>map(rule -> rule).orElse(JsonValue.NULL));
        }
        for (ProxyLevel level : List.of(ProxyLevel.PROVIDER, ProxyLevel.COMBO, ProxyLevel.CONNECTION)) {
            JsonObjectBuilder inner = Json.createObjectBuilder();
            rules.byPlace().keySet().stream()
                    .filter(place -> place.level() == level)
                    .sorted(Comparator.comparing(ProxyPlace::id))
                    .forEach(place -> name.apply(place)
                            .ifPresent(key -> inner.add(
                                    key, ProxyJson.write(rules.at(place).orElseThrow(), masked))));
            json.add(level.word() + "s", inner);
        }
        return json.build();
    }

    private static JsonObject described(ProxyPlace place, Optional<ProxyRule> rule) {
        return Json.createObjectBuilder()
                .add("level", place.level().word())
                .add("id", id(place))
                .add("proxy", proxy(rule))
                .build();
    }

    private static JsonValue proxy(Optional<ProxyRule> rule) {
        return rule.<JsonValue>map(found -> ProxyJson.write(found, true)).orElse(JsonValue.NULL);
    }

    private static JsonValue id(ProxyPlace place) {
        return place.id().isEmpty() ? JsonValue.NULL : Json.createValue(place.id());
    }
}
