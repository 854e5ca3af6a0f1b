package io.omniroute.provider.chat;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the caller says about itself and about handling, as opposed to content. Formats that lack a field drop it.
 *
 * @param user an opaque id of the end user (OpenAI {@code user}/{@code safety_identifier}, Anthropic {@code metadata.user_id})
 * @param verbosity OpenAI's {@code low|medium|high}
 */
public record CallerHints(
        Optional<String> user,
        Optional<String> promptCacheKey,
        Optional<String> serviceTier,
        Optional<String> verbosity,
        Map<String, String> metadata) {
    public static final CallerHints NONE =
            new CallerHints(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of());

    public CallerHints {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(promptCacheKey, "promptCacheKey");
        Objects.requireNonNull(serviceTier, "serviceTier");
        Objects.requireNonNull(verbosity, "verbosity");
        metadata = Map.copyOf(metadata);
    }
}
