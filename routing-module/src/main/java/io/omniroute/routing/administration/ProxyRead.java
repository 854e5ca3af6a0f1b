package io.omniroute.routing.administration;

import io.omniroute.provider.outbound.ProxyServer;
import io.omniroute.provider.outbound.ProxyServer.Login;
import io.omniroute.routing.egress.ProxyJson;
import io.omniroute.routing.egress.ProxyLevel;
import io.omniroute.routing.egress.ProxyPlace;
import io.omniroute.routing.egress.ProxyRule;
import io.omniroute.routing.egress.ProxyRules;
import io.omniroute.routing.json.Body;
import io.omniroute.routing.json.Refusal;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonString;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads rules about proxies and holds them to the address rules. */
@Dependent
public class ProxyRead {
    /** Members of a whole configuration, {@code keys} being the original's word for connections. */
    private static final Map<String, ProxyLevel> LISTS = Map.of(
            "providers", ProxyLevel.PROVIDER,
            "combos", ProxyLevel.COMBO,
            "connections", ProxyLevel.CONNECTION,
            "keys", ProxyLevel.CONNECTION);

    private static final Set<String> ONE = Set.of("level", "id", "proxy");
    private static final Set<String> ALL = Set.of("global", "providers", "combos", "connections", "keys");
    private static final int MAX_URL = 2_000;

    private final ProxyPlaces places;
    private final AddressRule addresses;

    @Inject
    public ProxyRead(ProxyPlaces places, AddressRule addresses) {
        this.places = places;
        this.addresses = addresses;
    }

    ProxyPlaces places() {
        return places;
    }

    /** One rule as the body says; {@code null} takes it away. @param before lends passwords */
    ProxyRules one(Body body, ProxyRules before) {
        body.allow(ONE);
        ProxyPlace place = places.require(body.requireText("level"), body.text("id"), "id");
        return entry(body, "proxy", place, before, before);
    }

    /** What the body names, laid over other rules. @param before lends passwords */
    ProxyRules laidOver(ProxyRules base, Body body, ProxyRules before) {
        body.allow(ALL);
        ProxyRules rules = base;
        if (body.json().containsKey("global")) {
            rules = entry(body, "global", ProxyPlace.GLOBAL, rules, before);
        }
        for (String list : List.of("providers", "combos", "keys", "connections")) {
            Optional<Body> members = body.object(list);
            for (String id : members.map(inner -> inner.json().keySet()).orElse(Set.of())) {
                Body inner = members.get();
                ProxyPlace place = places.require(LISTS.get(list), id, inner.path(id));
                rules = entry(inner, id, place, rules, before);
            }
        }
        return rules;
    }

    private ProxyRules entry(Body body, String field, ProxyPlace place, ProxyRules rules, ProxyRules before) {
        if (body.isNull(field)) {
            return rules.without(place);
        }
        return rules.with(place, rule(body, field, like -> lent(before.at(place).stream(), like)));
    }

    /** A proxy to be tried out: one that the body describes, or the one at the place that it names. */
    ProxyServer trial(Body body, ProxyRules rules) {
        body.allow(Set.of("proxy", "url", "level", "id"));
        ProxyRule rule = body.has("level") && !body.has("proxy")
                ? rules.at(places.require(body.requireText("level"), body.text("id"), "id"))
                        .orElseThrow(() -> Refusal.notFound("There is no proxy at this level."))
                : rule(body, "proxy", like -> lent(rules.byPlace().values().stream(), like));
        return rule.server().orElseThrow(() -> body.invalid("proxy", "A direct connection is no proxy to be tested."));
    }

    /** The page to fetch in a trial. */
    Optional<URI> url(Body body) {
        return body.line("url", MAX_URL).map(text -> {
            try {
                URI uri = new URI(text);
                addresses
                        .objection(uri.getScheme() + "://" + uri.getRawAuthority(), false)
                        .ifPresent(objection -> {
                            throw body.invalid("url", objection.replace("base URL", "URL"));
                        });
                return uri;
            } catch (URISyntaxException e) {
                throw body.invalid("url", "'" + body.path("url") + "' is not a URL.");
            }
        });
    }

    private ProxyRule rule(Body body, String field, Function<ProxyServer, Optional<Login>> known) {
        ProxyRule rule = ProxyJson.read(body, field, known);
        rule.server()
                .flatMap(server -> addresses.objection("http://" + server.hostAndPort(), server.allowPrivateNetwork()))
                .ifPresent(objection -> {
                    boolean line = body.json().get(field) instanceof JsonString;
                    throw body.invalid(line ? field : field + ".host", objection);
                });
        return rule;
    }

    /** A password belongs to the server that it was given for: it does not follow a rule to another one. */
    private static Optional<Login> lent(Stream<ProxyRule> rules, ProxyServer like) {
        return rules.flatMap(rule -> rule.server().stream())
                .filter(server -> server.kind() == like.kind()
                        && server.host().equals(like.host())
                        && server.port() == like.port())
                .flatMap(server -> server.login().stream())
                .findFirst();
    }
}
