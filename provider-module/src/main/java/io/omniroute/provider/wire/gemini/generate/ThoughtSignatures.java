package io.omniroute.provider.wire.gemini.generate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;

/**
 * Remembers the {@code thoughtSignature} of tool calls for clients whose format cannot carry it on a call, so that the
 * next request can give it back to Gemini. At most 100,000 of the most recent ones, each for an hour after its last use. Lost on
 * restart, which Gemini survives (the writer then sends the documented bypass). Thread-safe; share one.
 */
public final class ThoughtSignatures {
    private static final int MAX_ENTRIES = 100_000;
    private static final Duration LIFETIME = Duration.ofHours(1);

    private final Cache<String, String> byCallId;

    /** By the system's clock. */
    public ThoughtSignatures() {
        this(Ticker.systemTicker());
    }

    public ThoughtSignatures(Ticker ticker) {
        // Upkeep runs on the caller's thread: the common pool would keep an undeployed application alive.
        byCallId = Caffeine.newBuilder()
                .ticker(ticker)
                .maximumSize(MAX_ENTRIES)
                .expireAfterAccess(LIFETIME)
                .executor(Runnable::run)
                .build();
    }

    /** @param callId the tool call's id as the client sees it */
    public void remember(String callId, String signature) {
        byCallId.put(callId, signature);
    }

    public Optional<String> find(String callId) {
        return Optional.ofNullable(byCallId.getIfPresent(callId));
    }
}
