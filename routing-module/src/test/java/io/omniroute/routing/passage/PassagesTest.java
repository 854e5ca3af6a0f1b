package io.omniroute.routing.passage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.provider.catalog.Timeouts;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.client.Cancellation;
import io.omniroute.provider.client.UpstreamCall;
import io.omniroute.provider.client.UpstreamReply;
import io.omniroute.provider.connection.ConnectionId;
import io.omniroute.provider.outbound.Outbound;
import io.omniroute.provider.outbound.ProxyServer;
import io.omniroute.provider.outbound.ProxyServer.Kind;
import io.omniroute.provider.outbound.ProxyServer.Login;
import io.omniroute.provider.outbound.TlsProfile;
import io.omniroute.provider.store.Secret;
import io.omniroute.provider.wire.ResponseHeaders;
import io.omniroute.routing.combo.ComboId;
import io.omniroute.routing.egress.ProxyLevel;
import io.omniroute.routing.egress.ProxyPlace;
import io.omniroute.routing.egress.ProxyRule;
import io.omniroute.routing.egress.ProxyRules;
import io.omniroute.routing.fakes.MemoryProxyLog;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PassagesTest {
    private static final ProxyServer PROXY = new ProxyServer(
            Kind.SOCKS5, "proxy.example", 1080, Optional.of(new Login("u", new Secret("hunter2"))), false);
    private static final ConnectionId ACCOUNT = ConnectionId.random();
    private static final ComboId COMBO = ComboId.random();

    private final MemoryProxyLog log = new MemoryProxyLog();
    private final Passages passages = log.passages();
    private final List<UpstreamCall> sent = new ArrayList<>();

    private UpstreamReply answer(UpstreamCall call) {
        sent.add(call);
        return new UpstreamReply() {
            @Override
            public int status() {
                return 500;
            }

            @Override
            public ResponseHeaders headers() {
                return new ResponseHeaders(Map.of());
            }

            @Override
            public InputStream body() {
                return InputStream.nullInputStream();
            }

            @Override
            public void close() {}
        };
    }

    private static UpstreamCall call(Optional<TlsProfile> tls) {
        return new UpstreamCall(
                "POST",
                URI.create("https://api.example:8443/v1/chat?key=hunter3"),
                Map.of("Authorization", "Bearer hunter4"),
                new byte[0],
                Timeouts.DEFAULT,
                false,
                new Outbound(Optional.empty(), tls),
                new Cancellation());
    }

    private static Passage passage(ProxyRules rules) {
        return new Passage(rules, "req_1", new ProviderId("acme"), Optional.of(ACCOUNT), List.of(COMBO), true);
    }

    private static ProxyRules global() {
        return ProxyRules.NONE.with(ProxyPlace.GLOBAL, ProxyRule.by(PROXY));
    }

    private Failure failing(FailureKind kind, String code) {
        return catchThrowableOfType(
                        GatewayException.class,
                        () -> passages.open(call(Optional.empty()), passage(global()), call -> {
                            throw new GatewayException(Failure.of(kind, "It broke.", code));
                        }))
                .failure();
    }

    private List<ProxyLogEntry> logged() {
        log.queue.drain();
        return log.entries;
    }

    @Test
    void aCallGoesByTheProxyThatHoldsAndLeavesAnEntry() {
        TlsProfile tls =
                new TlsProfile(List.of("TLSv1.3"), List.of("TLS_AES_128_GCM_SHA256"), List.of(), List.of(), List.of());
        ProxyRules rules = global().with(new ProxyPlace(ProxyLevel.COMBO, COMBO.toString()), ProxyRule.by(PROXY));
        passages.open(call(Optional.of(tls)), passage(rules), this::answer);
        assertThat(sent).singleElement().satisfies(call -> {
            assertThat(call.outbound().proxy()).contains(PROXY);
            assertThat(call.outbound().tls()).contains(tls);
        });
        assertThat(logged()).singleElement().satisfies(entry -> {
            assertThat(entry.error())
                    .as("an answer is an answer, whatever its status")
                    .isEmpty();
            assertThat(entry.requestId()).isEqualTo("req_1");
            assertThat(entry.connectionId()).contains(ACCOUNT.toString());
            assertThat(entry.comboId()).contains(COMBO.toString());
            assertThat(entry.level()).isEqualTo(ProxyLevel.COMBO);
            assertThat(entry.levelId()).isEqualTo(COMBO.toString());
            assertThat(entry.target()).isEqualTo("api.example:8443");
            assertThat(entry.tlsProfile()).contains("TLSv1.3 with 1 cipher suites");
            assertThat(entry.toString()).doesNotContain("hunter");
        });
    }

    @Test
    void withoutARuleNothingIsChangedAndNothingLogged() {
        assertThat(passages.isOpen(ProxyRules.NONE)).isTrue();
        assertThat(passages.isOpen(global())).isFalse();
        UpstreamCall call = call(Optional.empty());
        passages.open(call, passage(ProxyRules.NONE), this::answer);
        ProxyRules exempt = global().with(new ProxyPlace(ProxyLevel.PROVIDER, "acme"), ProxyRule.DIRECT);
        passages.open(call, passage(exempt), this::answer);
        assertThat(sent).containsExactly(call, call);
        assertThat(logged()).isEmpty();
    }

    @Test
    void aFailureIsLoggedWithItsReasonAndACancelledCallIsNot() {
        failing(FailureKind.PROXY_FAILED, "proxy_login_refused");
        failing(FailureKind.UPSTREAM_TIMEOUT, "first_byte_timeout");
        failing(FailureKind.CANCELLED, "cancelled");
        assertThat(logged())
                .extracting(entry -> entry.error().orElse(""))
                .containsExactly("proxy_login_refused: It broke.", "first_byte_timeout: It broke.");
        passages.open(call(Optional.empty()), passage(global()), this::answer);
        assertThat(sent).as("a refused login is no reason to rest").hasSize(1);
    }

    @Test
    void whatIsListedNowhereIsNotListedHereEither() {
        Passage quiet =
                new Passage(global(), "req_1", new ProviderId("acme"), Optional.of(ACCOUNT), List.of(COMBO), false);
        passages.open(call(Optional.empty()), quiet, this::answer);
        catchThrowableOfType(
                GatewayException.class,
                () -> passages.open(call(Optional.empty()), quiet, call -> {
                    throw new GatewayException(Failure.of(FailureKind.PROXY_FAILED, "It broke.", "proxy_timeout"));
                }));
        assertThat(logged()).isEmpty();
        assertThat(failing(FailureKind.PROXY_FAILED, "proxy_timeout").code())
                .as("the proxy rests all the same")
                .contains("proxy_resting");
    }

    @Test
    void aProxyThatDoesNotAnswerRestsForAMoment() {
        failing(FailureKind.PROXY_FAILED, "proxy_timeout");
        Failure next = catchThrowableOfType(
                        GatewayException.class,
                        () -> passages.open(call(Optional.empty()), passage(global()), this::answer))
                .failure();
        assertThat(next.kind()).isEqualTo(FailureKind.PROXY_FAILED);
        assertThat(next.code()).contains("proxy_resting");
        assertThat(next.retryAfter()).isPresent();
        assertThat(sent).isEmpty();
        assertThat(logged()).as("what was not tried is not logged").hasSize(1);
    }

    @Test
    void afterARestOneCallTriesAndTellsTheOthers() {
        long[] now = {0};
        ProxyRests rests = new ProxyRests(() -> now[0]);
        ProxyRests.Way way = new ProxyRests.Way(PROXY, "https://api.example");
        ProxyRests.Way other = new ProxyRests.Way(PROXY, "https://other.example");
        Failure silence = Failure.of(FailureKind.PROXY_FAILED, "It is silent.", "proxy_unreachable");
        assertThat(rests.left(way)).isEmpty();
        rests.failed(way, silence);
        assertThat(rests.left(way)).isPresent();
        assertThat(rests.left(other)).isEmpty();
        now[0] += 3_000_000_000L;
        assertThat(rests.left(way)).as("the one that tries").isEmpty();
        assertThat(rests.left(way)).as("the others").isPresent();
        rests.worked(way);
        assertThat(rests.left(way)).isEmpty();
    }
}
