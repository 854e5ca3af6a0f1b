package io.omniroute.routing.api.management;

import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.connection.Connections;
import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.access.ApiKeyId;
import io.omniroute.routing.access.ApiKeys;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** What the ids in the log are called now; what is gone has no name. */
@Dependent
public class CallNames {
    private final Connections connections;
    private final ApiKeys keys;

    @Inject
    public CallNames(Connections connections, ApiKeys keys) {
        this.connections = connections;
        this.keys = keys;
    }

    Optional<String> key(UUID id) {
        return keys.find(new ApiKeyId(id)).map(ApiKey::name);
    }

    Map<UUID, String> connections() {
        return connections.list().stream()
                .collect(Collectors.toMap(connection -> connection.id().value(), Connection::name));
    }
}
