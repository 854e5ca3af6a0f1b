package io.omniroute.routing.affinity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.omniroute.provider.time.ClockTicker;
import io.omniroute.routing.access.ApiKeyId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Remembers which account a conversation went to. Thread-safe; forgets what is old, and all of it with the process. */
@ApplicationScoped
public class Affinity {
    private static final int MOST = 50_000;

    /** OpenAI keeps responses for 30 days; a conversation that rests for longer than a day seldom goes on. */
    private static final Duration RESPONSE_LIFE = Duration.ofHours(24);

    private static final Duration SESSION_LIFE = Duration.ofMinutes(30);

    private record Name(ApiKeyId key, String text) {}

    private record Proof(ApiKeyId key, long fingerprint) {}

    private final Cache<Name, Binding> sessions;
    private final Cache<Name, Binding> responses;
    private final Cache<Proof, Binding> proofs;

    @Inject
    public Affinity(Clock clock) {
        this(new ClockTicker(clock));
    }

    public Affinity() {
        this(Clock.systemUTC()); // for the CDI proxy
    }

    Affinity(Ticker ticker) {
        sessions = cache(ticker).expireAfterAccess(SESSION_LIFE).build();
        responses = cache(ticker).expireAfterWrite(RESPONSE_LIFE).build();
        proofs = cache(ticker).expireAfterAccess(RESPONSE_LIFE).build();
    }

    private static Caffeine<Object, Object> cache(Ticker ticker) {
        return Caffeine.newBuilder().maximumSize(MOST).ticker(ticker);
    }

    public Optional<Binding> ofSession(ApiKeyId key, String session) {
        return Optional.ofNullable(sessions.getIfPresent(new Name(key, session)));
    }

    public Optional<Binding> ofResponse(ApiKeyId key, String responseId) {
        return Optional.ofNullable(responses.getIfPresent(new Name(key, responseId)));
    }

    /** By the last proof that the request carries. Costs one pass over the body, unless no proof was ever seen. */
    public Optional<Binding> ofProofs(ApiKeyId key, byte[] body) {
        if (proofs.asMap().isEmpty()) {
            return Optional.empty();
        }
        Binding[] last = new Binding[1];
        Proofs.scan(body, 0, body.length, fingerprint -> {
            Binding binding = proofs.getIfPresent(new Proof(key, fingerprint));
            last[0] = binding == null ? last[0] : binding;
        });
        return Optional.ofNullable(last[0]);
    }

    public void bindSession(ApiKeyId key, String session, Binding binding) {
        sessions.put(new Name(key, session), binding);
    }

    /** The session's next call goes where the strategy sends it. */
    public void forgetSession(ApiKeyId key, String session) {
        sessions.invalidate(new Name(key, session));
    }

    public void bindResponse(ApiKeyId key, String responseId, Binding binding) {
        responses.put(new Name(key, responseId), binding);
    }

    /** Binds the proofs in a piece of an answer, as the client gets it. */
    public void bindProofs(ApiKeyId key, byte[] json, int from, int to, Binding binding) {
        Proofs.scan(json, from, to, fingerprint -> proofs.put(new Proof(key, fingerprint), binding));
    }
}
