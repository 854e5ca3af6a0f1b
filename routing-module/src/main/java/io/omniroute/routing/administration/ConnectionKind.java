package io.omniroute.routing.administration;

import io.omniroute.provider.catalog.ProviderDescriptor;
import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.connection.ConnectionId;
import io.omniroute.provider.connection.Connections;
import io.omniroute.provider.connection.Limits;
import io.omniroute.provider.store.Secret;
import io.omniroute.provider.store.Store;
import io.omniroute.routing.combo.ComboStep;
import io.omniroute.routing.combo.ComboStep.Goal;
import io.omniroute.routing.combo.Combos;
import io.omniroute.routing.json.Body;
import io.omniroute.routing.json.Refusal;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Connections: {@code {"provider","name","apiKey","priority","enabled","baseUrl","parameters","tls"}}; the key only goes in. */
@Dependent
public class ConnectionKind implements Kind<ConnectionId, Connection> {
    private static final Set<String> FIELDS = Set.of(
            "id",
            "provider",
            "name",
            "apiKey",
            "apiKeyHint",
            "priority",
            "enabled",
            "disabledReason",
            "health",
            "limits",
            "quotas",
            "baseUrl",
            "parameters",
            "tls",
            "createdAt",
            "lastTest");
    private static final int MAX_KEY_LENGTH = 4096;

    private final Connections connections;
    private final Providers providers;
    private final BaseUrls baseUrls;
    private final SecretDestinations destinations;
    private final Combos combos;

    @Inject
    public ConnectionKind(
            Connections connections,
            Providers providers,
            BaseUrls baseUrls,
            SecretDestinations destinations,
            Combos combos) {
        this.connections = connections;
        this.providers = providers;
        this.baseUrls = baseUrls;
        this.destinations = destinations;
        this.combos = combos;
    }

    @Override
    public String word() {
        return "provider";
    }

    @Override
    public Store<ConnectionId, Connection> store() {
        return connections;
    }

    @Override
    public Optional<ConnectionId> key(String id) {
        return Ids.uuid(id).map(ConnectionId::new);
    }

    @Override
    public String id(Connection connection) {
        return connection.id().toString();
    }

    @Override
    public JsonObject write(Connection connection) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("id", id(connection))
                .add("provider", connection.provider().value())
                .add("name", connection.name());
        connection.apiKey().ifPresent(key -> json.add("apiKeyHint", hint(key)));
        json.add("priority", connection.priority()).add("enabled", connection.enabled());
        connection.disabledReason().ifPresent(reason -> json.add("disabledReason", reason));
        connection.baseUrl().ifPresent(url -> json.add("baseUrl", url));
        JsonObjectBuilder parameters = Json.createObjectBuilder();
        connection.parameters().forEach(parameters::add);
        if (!connection.limits().equals(Limits.NONE)) {
            json.add("limits", LimitsJson.write(connection.limits()));
        }
        if (!connection.quotas().isEmpty()) {
            json.add("quotas", QuotaJson.write(connection.quotas()));
        }
        connection.tls().ifPresent(profile -> json.add("tls", TlsJson.write(profile)));
        return json.add("parameters", parameters)
                .add("createdAt", connection.createdAt().toString())
                .build();
    }

    @Override
    public Connection read(Body body, Optional<Connection> current) {
        body.allow(FIELDS);
        ProviderDescriptor provider = readProvider(body);
        Map<String, String> parameters = body.lineMap("parameters", 200);
        Connection read = new Connection(
                current.map(Connection::id).orElseGet(ConnectionId::random),
                provider.id(),
                body.line("name", 100).orElse("main"),
                readKey(body, provider, current),
                body.whole("priority", 1, 100).orElse(1L).intValue(),
                body.flag("enabled").orElse(true),
                readBaseUrl(body, provider, parameters),
                parameters,
                current.map(Connection::createdAt).orElseGet(Ids::now),
                current.flatMap(Connection::disabledReason),
                LimitsJson.read(body),
                QuotaJson.read(body),
                TlsJson.read(body, "tls"));
        requireUniqueName(body, read);
        current.filter(before -> !before.provider().equals(read.provider()))
                .ifPresent(before -> requireUnused(before, body.path("provider")));
        return read;
    }

    @Override
    public void requireRemovable(Connection connection) {
        requireUnused(connection, "id");
    }

    private void requireUnused(Connection connection, String path) {
        combos.list().stream()
                .filter(combo -> combo.steps().stream().anyMatch(step -> leadsTo(step, connection.id())))
                .findFirst()
                .ifPresent(combo -> {
                    throw Refusal.conflict(path, "The combo '" + combo.name() + "' still has a step at it.");
                });
    }

    private static boolean leadsTo(ComboStep step, ConnectionId id) {
        return step.goal() instanceof Goal.Model model
                && model.connection().filter(id::equals).isPresent();
    }

    @Override
    public Optional<Refusal> objection(Optional<Connection> current, Connection changed, Body body) {
        return current.flatMap(before -> destinations.objection(before, changed, body));
    }

    @Override
    public Optional<Connection> match(Body body) {
        String name = body.text("name").orElse("main");
        return body.text("provider").flatMap(providers::find).flatMap(provider -> find(provider.id(), name));
    }

    private Optional<Connection> find(ProviderId provider, String name) {
        return connections.list().stream()
                .filter(connection -> connection.provider().equals(provider)
                        && connection.name().equals(name))
                .findFirst();
    }

    private ProviderDescriptor readProvider(Body body) {
        String name = body.requireText("provider");
        if (name.equals(Providers.DEMO.value())) {
            throw body.invalid("provider", "The provider 'demo' is built in and takes no connection.");
        }
        return providers
                .find(name)
                .orElseThrow(() -> Refusal.invalid(
                        body.path("provider"),
                        "There is no provider '" + name + "' in the catalogue or among the nodes."));
    }

    private static Optional<Secret> readKey(Body body, ProviderDescriptor provider, Optional<Connection> current) {
        // a key belongs to the vendor it was issued by: it does not follow a connection to another one
        Optional<Secret> kept = current.filter(
                        connection -> connection.provider().equals(provider.id()))
                .flatMap(Connection::apiKey);
        Optional<Secret> key =
                body.isNull("apiKey") ? Optional.empty() : readSecret(body).or(() -> kept);
        if (key.isEmpty() && provider.auth().required()) {
            throw body.invalid(
                    "apiKey", "'" + body.path("apiKey") + "' is required: " + provider.name() + " asks for one.");
        }
        return key;
    }

    private static Optional<Secret> readSecret(Body body) {
        return body.text("apiKey").map(text -> {
            if (text.isBlank() || text.length() > MAX_KEY_LENGTH) {
                throw body.invalid("apiKey", "'" + body.path("apiKey") + "' must have 1 to 4096 characters.");
            }
            // it travels in a header: RFC 9110, 5.5 leaves no room for other characters that vendors would understand
            if (!text.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
                throw body.invalid("apiKey", "'" + body.path("apiKey") + "' may hold visible ASCII characters only.");
            }
            if (text.chars().allMatch(c -> c == '*')) {
                throw body.invalid(
                        "apiKey",
                        "'" + body.path("apiKey")
                                + "' stands for a key and is none; leave it out to keep the stored one.");
            }
            return new Secret(text);
        });
    }

    private Optional<String> readBaseUrl(Body body, ProviderDescriptor provider, Map<String, String> parameters) {
        Optional<String> own = baseUrls.read(body, "baseUrl", provider.allowPrivateNetwork());
        if (own.isEmpty()) {
            baseUrls.filled(body, provider.baseUrl(), parameters, provider.allowPrivateNetwork());
        }
        return own;
    }

    private void requireUniqueName(Body body, Connection read) {
        find(read.provider(), read.name())
                .filter(other -> !other.id().equals(read.id()))
                .ifPresent(other -> {
                    throw Refusal.conflict(
                            body.path("name"),
                            "The provider '" + read.provider() + "' already has a connection '" + read.name() + "'.");
                });
    }

    /** The last four characters, and only of a key long enough that they tell nothing. */
    private static String hint(Secret key) {
        String text = key.reveal();
        return text.length() < 16 ? "…" : "…" + text.substring(text.length() - 4);
    }
}
