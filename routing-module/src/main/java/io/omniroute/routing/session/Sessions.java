package io.omniroute.routing.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.omniroute.routing.access.ApiKeyId;
import io.omniroute.routing.usage.UsageRecord;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The conversations that go on at this node. Thread-safe; forgets what was idle for half an hour, the least used beyond a
 * bound, and all of it with the process.
 */
@ApplicationScoped
public class Sessions {
    private static final int MOST = 10_000;
    private static final int MOST_RESPONSES = 50_000;
    private static final Duration IDLE = Duration.ofMinutes(30);

    private record Key(ApiKeyId owner, SessionName name) {}

    private record Response(ApiKeyId owner, String id) {}

    private final Cache<Key, LiveSession> sessions;
    private final Cache<Response, SessionName> responses;

    @Inject
    public Sessions() {
        this(Ticker.systemTicker());
    }

    Sessions(Ticker ticker) {
        sessions = Caffeine.newBuilder()
                .ticker(ticker)
                .executor(Runnable::run) // waking another thread for each new conversation would cost more
                .expireAfterAccess(IDLE)
                .maximumSize(MOST)
                .build();
        responses = Caffeine.newBuilder()
                .ticker(ticker)
                .executor(Runnable::run)
                .expireAfterAccess(IDLE)
                .maximumSize(MOST_RESPONSES)
                .build();
    }

    /** A call of the conversation is over. */
    public void add(ApiKeyId owner, SessionName name, UsageRecord usage) {
        sessions.get(new Key(owner, name), key -> new LiveSession(owner, name, usage))
                .add(usage);
    }

    /** OpenAI Responses: an answer of the conversation has this id. */
    public void answered(ApiKeyId owner, SessionName name, String responseId) {
        responses.put(new Response(owner, responseId), name);
    }

    /** OpenAI Responses: the conversation that an answer belongs to. */
    public Optional<SessionName> ofResponse(ApiKeyId owner, String responseId) {
        return Optional.ofNullable(responses.getIfPresent(new Response(owner, responseId)));
    }

    /** Those that began last first. */
    public List<Session> list() {
        return sessions.asMap().values().stream()
                .map(LiveSession::now)
                .sorted(Comparator.comparing(Session::startedAt).reversed().thenComparing(Session::id))
                .toList();
    }

    /** About how many there are. */
    public long count() {
        sessions.cleanUp();
        return sessions.estimatedSize();
    }

    /** @return what was forgotten; empty when there is no such session */
    public Optional<Session> forget(String id) {
        for (Map.Entry<Key, LiveSession> entry : sessions.asMap().entrySet()) {
            Session session = entry.getValue().now();
            if (session.id().equals(id) && sessions.asMap().remove(entry.getKey(), entry.getValue())) {
                responses
                        .asMap()
                        .entrySet()
                        .removeIf(response -> response.getKey().owner().equals(session.owner())
                                && response.getValue().equals(session.name()));
                return Optional.of(session);
            }
        }
        return Optional.empty();
    }
}
