package io.omniroute.routing.gateway;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.access.KeySecrets;
import io.omniroute.routing.snapshot.Snapshot;
import java.time.Instant;
import java.util.Optional;

/** Finds out whose call it is. Pure. */
public final class Authentication {
    private Authentication() {}

    /**
     * @param unknown runs when there is no such key at all: somebody may be guessing
     * @throws GatewayException UNAUTHENTICATED, in the same words for a wrong, disabled and expired key
     */
    public static ApiKey require(Optional<String> presented, Snapshot snapshot, Instant now, Runnable unknown) {
        if (presented.isEmpty()) {
            throw new GatewayException(Failure.of(
                    FailureKind.UNAUTHENTICATED,
                    "Missing API key. Send a gateway key as 'Authorization: Bearer', 'x-api-key' or 'x-goog-api-key'.",
                    "missing_api_key"));
        }
        String hash = KeySecrets.hash(presented.get());
        ApiKey key = snapshot.keysByHash().get(hash);
        if (key == null) {
            unknown.run();
        }
        if (key == null || !key.isOpenedBy(hash, now)) {
            throw new GatewayException(Failure.of(FailureKind.UNAUTHENTICATED, "Invalid API key.", "invalid_api_key"));
        }
        return key;
    }
}
