package io.omniroute.routing.passage;

import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.provider.connection.ConnectionId;
import io.omniroute.routing.combo.ComboId;
import io.omniroute.routing.egress.ProxyRules;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Who leaves.
 *
 * @param requestId of the client's call; empty where there is none
 * @param combos that led here, the innermost first
 * @param listed whether it may be in the proxy log; not for a key that keeps no log
 */
public record Passage(
        ProxyRules rules,
        String requestId,
        ProviderId provider,
        Optional<ConnectionId> connection,
        List<ComboId> combos,
        boolean listed) {
    public Passage {
        Objects.requireNonNull(rules, "rules");
        Objects.requireNonNull(requestId, "requestId");
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(connection, "connection");
        combos = List.copyOf(combos);
    }
}
