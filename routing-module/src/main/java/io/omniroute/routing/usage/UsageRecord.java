package io.omniroute.routing.usage;

import io.omniroute.provider.chat.Usage;
import io.omniroute.routing.cost.Cost;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Everything kept of one call. Prompts and answers are not.
 *
 * @param id unique; the ledger takes a record with a known id for a repetition and ignores it
 * @param requestId the {@code X-Request-Id} of the call; the caller may have chosen it, so it need not be unique. Empty in
 *     a record that is counted but never listed
 * @param provider empty when the call never got as far as a provider; {@code model} and {@code vendorFormat} likewise
 * @param status what the caller was told; 499 when it left
 * @param firstByteMillis until the first byte left for the caller; empty when none did
 * @param keyGroup the group that the key belonged to at the time
 * @param savedUsd what the vendor's answer had cost, when a cache gave it again
 * @param combo the name of the combo that the call asked for
 */
public record UsageRecord(
        UUID id,
        String requestId,
        Instant time,
        Optional<UUID> apiKeyId,
        Optional<UUID> connectionId,
        String requestedModel,
        String provider,
        String model,
        String clientFormat,
        String vendorFormat,
        boolean streamed,
        int status,
        Usage tokens,
        Cost cost,
        OptionalLong firstByteMillis,
        long durationMillis,
        long requestBytes,
        long responseBytes,
        List<Attempt> attempts,
        Optional<String> error,
        Optional<String> keyGroup,
        Source source,
        BigDecimal savedUsd,
        Optional<String> combo) {
    /** Who gave the answer. */
    public enum Source {
        VENDOR,
        /** A cache; the call cost nothing. */
        CACHE,
        /** An earlier call with the same idempotency key; the call cost nothing. */
        REPLAY
    }

    public UsageRecord {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(requestId, "requestId");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(apiKeyId, "apiKeyId");
        Objects.requireNonNull(connectionId, "connectionId");
        Objects.requireNonNull(requestedModel, "requestedModel");
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(clientFormat, "clientFormat");
        Objects.requireNonNull(vendorFormat, "vendorFormat");
        Objects.requireNonNull(tokens, "tokens");
        Objects.requireNonNull(cost, "cost");
        Objects.requireNonNull(firstByteMillis, "firstByteMillis");
        attempts = List.copyOf(attempts);
        Objects.requireNonNull(error, "error");
        Objects.requireNonNull(keyGroup, "keyGroup");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(savedUsd, "savedUsd");
        Objects.requireNonNull(combo, "combo");
    }

    /** Only what is needed to count it: who used how much of what, at what cost. */
    public UsageRecord unlisted() {
        return new UsageRecord(
                id,
                "",
                time,
                apiKeyId,
                connectionId,
                "",
                provider,
                model,
                clientFormat,
                vendorFormat,
                streamed,
                status,
                tokens,
                cost,
                firstByteMillis,
                durationMillis,
                requestBytes,
                responseBytes,
                List.of(),
                Optional.empty(),
                keyGroup,
                source,
                savedUsd,
                Optional.empty());
    }
}
