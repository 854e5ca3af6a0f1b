package io.omniroute.routing.administration;

import io.omniroute.provider.catalog.ProviderDescriptor;
import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.connection.ConnectionId;
import io.omniroute.provider.connection.Connections;
import io.omniroute.routing.combo.Combo;
import io.omniroute.routing.combo.ComboId;
import io.omniroute.routing.combo.Combos;
import io.omniroute.routing.egress.ProxyLevel;
import io.omniroute.routing.egress.ProxyPlace;
import io.omniroute.routing.json.Refusal;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Optional;

/** What rules about proxies can be about, by id or by natural name: a combo's own, {@code provider/name} of a connection. */
@Dependent
public class ProxyPlaces {
    private final Providers providers;
    private final Combos combos;
    private final Connections connections;

    @Inject
    public ProxyPlaces(Providers providers, Combos combos, Connections connections) {
        this.providers = providers;
        this.combos = combos;
        this.connections = connections;
    }

    /**
     * @param word a level
     * @param path of the id in the body
     * @throws Refusal 422
     */
    ProxyPlace require(String word, Optional<String> id, String path) {
        ProxyLevel level = ProxyLevel.of(word)
                .orElseThrow(() -> Refusal.invalid("level", "'level' must be global, provider, combo or connection."));
        if (level == ProxyLevel.GLOBAL) {
            return ProxyPlace.GLOBAL;
        }
        return require(
                level,
                id.orElseThrow(() -> Refusal.invalid(path, "'" + path + "' must say which " + level.word() + ".")),
                path);
    }

    ProxyPlace require(ProxyLevel level, String id, String path) {
        Optional<String> found =
                switch (level) {
                    case GLOBAL, ENVIRONMENT -> Optional.empty();
                    case PROVIDER -> Optional.of(providers.requireId(id, path).value());
                    case COMBO -> combo(id).map(combo -> combo.id().toString());
                    case CONNECTION ->
                        connection(id).map(connection -> connection.id().toString());
                };
        return found.map(known -> new ProxyPlace(level, known))
                .orElseThrow(() -> Refusal.invalid(path, "There is no " + level.word() + " '" + id + "'."));
    }

    /** By which another installation would know it; absent when it is gone. */
    Optional<String> name(ProxyPlace place) {
        return switch (place.level()) {
            case GLOBAL, ENVIRONMENT -> Optional.empty();
            case PROVIDER ->
                providers.find(place.id()).map(provider -> provider.id().value());
            case COMBO -> combo(place.id()).map(Combo::name);
            case CONNECTION -> connection(place.id()).map(ProxyPlaces::nameOf);
        };
    }

    Optional<Connection> connection(String idOrName) {
        return Ids.uuid(idOrName)
                .map(ConnectionId::new)
                .flatMap(connections::find)
                .or(() -> connections.list().stream()
                        .filter(connection -> nameOf(connection).equals(idOrName))
                        .findFirst());
    }

    Optional<ProviderDescriptor> provider(Connection connection) {
        return providers.find(connection.provider().value());
    }

    Optional<Combo> combo(String idOrName) {
        return Ids.uuid(idOrName).map(ComboId::new).flatMap(combos::find).or(() -> combos.list().stream()
                .filter(combo -> combo.name().equals(idOrName))
                .findFirst());
    }

    private static String nameOf(Connection connection) {
        return connection.provider() + "/" + connection.name();
    }
}
