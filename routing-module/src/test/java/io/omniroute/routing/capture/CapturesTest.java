package io.omniroute.routing.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.store.Secret;
import io.omniroute.provider.wire.ResponseHeaders;
import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.access.KeyRules;
import io.omniroute.routing.callpolicy.CallPolicies;
import io.omniroute.routing.callpolicy.CaptureSettings;
import io.omniroute.routing.capture.CapturedPart.Kind;
import io.omniroute.routing.fakes.FakeClock;
import io.omniroute.routing.fakes.MemoryBodies;
import io.omniroute.routing.resolution.Fixture;
import io.omniroute.routing.shaping.SystemPrompt;
import io.omniroute.routing.snapshot.Snapshot;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CapturesTest {
    private static final CaptureSettings ON = new CaptureSettings(true, 100, 7, 3);

    private final List<String> dropped = new ArrayList<>();
    private final FakeClock clock = new FakeClock();
    private final MemoryBodies bodies = new MemoryBodies();
    private final Captures captures = new Captures(dropped::add, 2_000);

    @Test
    void onlyKeysThatWantItAreCapturedAndOnlyWhileItIsOn() {
        assertThat(begin(ON, key(true, false))).isPresent();
        assertThat(begin(ON, key(false, false))).isEmpty();
        assertThat(begin(ON, key(true, true))).isEmpty();
        assertThat(begin(CaptureSettings.OFF, key(true, false))).isEmpty();
    }

    @Test
    void everyPartIsKeptWithHarmlessHeadersOnly() throws Exception {
        ApiKey key = key(true, false);
        OpenCapture capture = begin(ON, key).orElseThrow();
        capture.knows(new Secret("the-vendor-key"));
        capture.clientRequest(
                Map.of("authorization", "Bearer x", "user-agent", "curl", "openai-organization", "org"),
                bytes("{\"a\":1}"));
        capture.vendorRequest(Map.of("Authorization", "Bearer the-vendor-key"), bytes("{\"b\":1}"), false);
        write(capture.vendorAnswer(429, ResponseHeaders.NONE), "slow down");
        capture.vendorRequest(Map.of("x-app", "the-vendor-key"), bytes("{\"a\":1}"), true);
        write(
                capture.vendorAnswer(
                        200, new ResponseHeaders(Map.of("Set-Cookie", List.of("s=1"), "X-Request-Id", List.of("r")))),
                "{\"key\":\"the-vendor-key\"}");
        write(capture.clientAnswer(200, Map.of("X-OmniRoute-Model", "m")), "{\"key\":\"the-vendor-key\"}");
        CapturedCall kept = kept(capture, key);
        assertThat(kept.apiKeyId()).isEqualTo(key.id().value());
        assertThat(kept.parts())
                .containsExactly(
                        part(Kind.CLIENT_REQUEST, 0, Map.of("user-agent", "curl"), "{\"a\":1}"),
                        same(Kind.VENDOR_REQUEST, 0, Map.of("x-app", "[removed]"), Kind.CLIENT_REQUEST),
                        part(Kind.VENDOR_ANSWER, 200, Map.of("x-request-id", "r"), "{\"key\":\"[removed]\"}"),
                        same(Kind.CLIENT_ANSWER, 200, Map.of("x-omniroute-model", "m"), Kind.VENDOR_ANSWER));
    }

    @Test
    void aLongBodyIsCutAndSaysSo() throws Exception {
        ApiKey key = key(true, false);
        OpenCapture capture = begin(ON, key).orElseThrow();
        capture.clientRequest(Map.of(), bytes("word ".repeat(50)));
        CapturedPart part = kept(capture, key).parts().get(0);
        assertThat(part.truncated()).isTrue();
        assertThat(part.bytes()).isEqualTo(250);
        assertThat(part.body()).isEqualTo("word ".repeat(20) + "[cut: 100 of 250 bytes]");
    }

    @Test
    void halfACharacterIsNoObstacle() throws Exception {
        ApiKey key = key(true, false);
        OpenCapture capture = begin(ON, key).orElseThrow();
        capture.clientRequest(Map.of(), bytes("{\"a\":\"api_key=abcdef \\ud83d\"}"));
        assertThat(kept(capture, key).parts().get(0).body()).isEqualTo("{\"a\":\"api_key=[removed] ?\"}");
    }

    @Test
    void memoryIsBoundedAndGivenBack() throws Exception {
        ApiKey key = key(true, false);
        for (int i = 0; i < 100; i++) {
            OpenCapture capture = begin(ON, key).orElseThrow();
            capture.clientRequest(Map.of(), bytes("x".repeat(100)));
            captures.finish(capture);
        }
        assertThat(dropped).isNotEmpty().containsOnly("memory").hasSize(80);
        CaptureKeeper keeper = keeper(key, ON);
        while (!captures.isEmpty()) {
            keeper.round(Duration.ZERO);
        }
        OpenCapture again = begin(ON, key).orElseThrow();
        again.clientRequest(Map.of(), bytes("x".repeat(100)));
        assertThat(again.isAbandoned()).isFalse();
    }

    @Test
    void switchingOffHoldsForCallsThatAreStillRunning() throws Exception {
        ApiKey key = key(true, false);
        OpenCapture running = begin(ON, key).orElseThrow();
        captures.finish(running);
        keeper(key, CaptureSettings.OFF).round(Duration.ZERO);
        captures.finish(begin(ON, key).orElseThrow());
        keeper(key(false, false), ON).round(Duration.ZERO);
        assertThat(bodies.calls).isEmpty();
        assertThat(captures.isEmpty()).isTrue();
    }

    @Test
    void anOutageIsWaitedOut() throws Exception {
        ApiKey key = key(true, false);
        bodies.outages = 1;
        captures.finish(begin(ON, key).orElseThrow());
        keeper(key, ON).round(Duration.ZERO);
        assertThat(bodies.calls).hasSize(1);
        assertThat(dropped).isEmpty();
    }

    @Test
    void whatIsTooOldOrTooMuchGoesAtOnceWhenTheSettingsChange() {
        Retention retention = new Retention(bodies, clock);
        Instant now = clock.instant();
        for (int day = 0; day < 10; day++) {
            put(now.minus(Duration.ofDays(day)));
        }
        retention.tick(new CaptureSettings(true, 100, 7, 100), false);
        assertThat(bodies.calls).hasSize(8);
        retention.tick(ON, false);
        assertThat(bodies.calls.values())
                .extracting(CapturedCall::time)
                .hasSize(3)
                .contains(now);
        put(now);
        retention.tick(ON, true);
        assertThat(bodies.calls).hasSize(4);
        clock.advance(Duration.ofMinutes(1));
        retention.tick(ON, false);
        assertThat(bodies.calls).hasSize(3);
        clock.advance(Duration.ofDays(8));
        retention.tick(ON, false);
        assertThat(bodies.calls).isEmpty();
    }

    private void put(Instant time) {
        bodies.put(new CapturedCall(UUID.randomUUID(), time, UUID.randomUUID(), List.of()));
    }

    private CapturedCall kept(OpenCapture capture, ApiKey key) throws InterruptedException {
        captures.finish(capture);
        keeper(key, ON).round(Duration.ZERO);
        assertThat(bodies.calls).hasSize(1);
        return bodies.calls.values().iterator().next();
    }

    private CaptureKeeper keeper(ApiKey key, CaptureSettings settings) {
        Snapshot empty = Fixture.snapshot(CallPolicies.DEFAULT.with(settings));
        Snapshot snapshot = new Snapshot(
                1,
                empty.providers(),
                empty.connections(),
                Map.of(key.hash(), key),
                empty.aliases(),
                empty.shortNames(),
                empty.prices(),
                empty.settings(),
                empty.budgets(),
                empty.cache(),
                empty.routes(),
                empty.policies());
        return new CaptureKeeper(captures, bodies, Drained.always(snapshot), clock);
    }

    private Optional<OpenCapture> begin(CaptureSettings settings, ApiKey key) {
        return captures.begin(settings, key, UUID.randomUUID(), clock.instant(), Optional.of("sk-presented"));
    }

    static ApiKey key(boolean captured, boolean noLog) {
        ApiKey open = Fixture.openKey();
        return Fixture.with(
                open, new KeyRules(Set.of(), List.of(), noLog, captured, Optional.empty(), SystemPrompt.NONE));
    }

    private static CapturedPart part(Kind kind, int status, Map<String, String> headers, String body) {
        Optional<Integer> known = Optional.of(status).filter(number -> number > 0);
        return new CapturedPart(kind, known, headers, status > 0 ? 24 : 7, false, Optional.empty(), body);
    }

    private static CapturedPart same(Kind kind, int status, Map<String, String> headers, Kind as) {
        Optional<Integer> known = Optional.of(status).filter(number -> number > 0);
        return new CapturedPart(kind, known, headers, status > 0 ? 24 : 7, false, Optional.of(as), "");
    }

    private static void write(CaptureBuffer buffer, String text) {
        buffer.take(bytes(text), 0, text.length());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
