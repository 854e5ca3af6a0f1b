package io.omniroute.routing.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.store.Secret;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.snapshot.Snapshot;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What guards of attempts are asked and told, and moving on to another target. */
class GuardsOnTheRoadTest extends ChatRoad {
    @Test
    void failureBeforeTheFirstEventMovesOnToTheNextConnection() {
        vendor.fails(new GatewayException(Failure.of(FailureKind.UPSTREAM_UNREACHABLE, "refused")))
                .answers(200, SSE, "data: {\"error\":{\"message\":\"overloaded\",\"type\":\"server_error\"}}\n\n")
                .answers(200, SSE, CHUNKS + DONE);
        Snapshot three = snapshot(3);
        serve(WireFormat.OPENAI_CHAT, "{\"model\":\"acme/a\",\"stream\":true,\"messages\":[]}", three);
        assertThat(reply.text()).isEqualTo(CHUNKS + DONE);
        assertThat(reply.headers).containsEntry("X-OmniRoute-Attempts", "3");
        assertThat(onlyRecord().attempts()).hasSize(3);
        assertThat(onlyRecord().status()).isEqualTo(200);
    }

    @Test
    void refusalOfTheVendorIsNotTriedElsewhere() {
        vendor.answers(
                400,
                "application/json",
                "{\"error\":{\"message\":\"bad temperature\",\"type\":\"invalid_request_error\",\"x\":1}}");
        serve(WireFormat.OPENAI_CHAT, "{\"model\":\"acme/a\",\"messages\":[]}", snapshot(2));
        assertThat(vendor.calls).hasSize(1);
        assertThat(reply.status).isEqualTo(400);
        assertThat(reply.text()).contains("\"x\":1");
    }

    @Test
    void guardsHearHowEachAttemptAndTheCallWent() {
        vendor.answers(500, "application/json", "{}");
        vendor.answers(200, SSE, CHUNKS + USAGE + DONE);
        serve(WireFormat.OPENAI_CHAT, "{\"model\":\"acme/a\",\"stream\":true,\"messages\":[]}", snapshot(2));
        assertThat(guard.heard)
                .containsExactly(
                        "call",
                        "try 1",
                        "answered 500",
                        "failed UPSTREAM_ERROR",
                        "ended 0",
                        "try 2",
                        "answered 200",
                        "served",
                        "settled 200",
                        "ended 10");
    }

    @Test
    void aCredentialThatIsReplacedWhileACallWaitsIsTheOneThatIsSent() {
        Snapshot planned = snapshot(1);
        Connection account = planned.connections().values().iterator().next().get(0);
        guard.meanwhile =
                () -> ways.now = snapshot(WireFormat.OPENAI_CHAT, List.of(withKey(account, "renewed-meanwhile")));
        vendor.answers(200, SSE, CHUNKS + DONE);
        serve(WireFormat.OPENAI_CHAT, "{\"model\":\"acme/a\",\"stream\":true,\"messages\":[]}", planned);
        assertThat(vendor.calls.get(0).headers().values()).contains("Bearer renewed-meanwhile");
        assertThat(onlyRecord().attempts().get(0).connectionId())
                .contains(account.id().value());
    }

    private static Connection withKey(Connection account, String key) {
        return new Connection(
                account.id(),
                account.provider(),
                account.name(),
                Optional.of(new Secret(key)),
                account.priority(),
                account.enabled(),
                account.baseUrl(),
                account.parameters(),
                account.createdAt(),
                account.disabledReason(),
                account.limits(),
                account.quotas(),
                account.tls());
    }

    @Test
    void guardsKnowHowManyFailedBeforeAndWhichTargetIsTheLast() {
        guard.passesOver.add(1);
        vendor.answers(500, "application/json", "{}");
        vendor.answers(200, SSE, CHUNKS + USAGE + DONE);
        serve(WireFormat.OPENAI_CHAT, "{\"model\":\"acme/a\",\"stream\":true,\"messages\":[]}", snapshot(3));
        assertThat(guard.places).containsExactly("0", "0", "1 last");
    }

    @Test
    void aTargetThatIsPassedOverIsNotCalledAndTheNextOneIs() {
        guard.passesOver.add(1);
        vendor.answers(200, SSE, CHUNKS + USAGE + DONE);
        serve(WireFormat.OPENAI_CHAT, "{\"model\":\"acme/a\",\"stream\":true,\"messages\":[]}", snapshot(2));
        assertThat(vendor.calls).hasSize(1);
        assertThat(onlyRecord().attempts().get(0).reason()).contains("OVERLOADED: resting");
        assertThat(onlyRecord().status()).isEqualTo(200);
    }

    @Test
    void whenAllArePassedOverTheCallerHearsWhoIsFreeFirst() {
        guard.passesOver.addAll(List.of(2, 1));
        serve(WireFormat.OPENAI_CHAT, "{\"model\":\"acme/a\",\"messages\":[]}", snapshot(2));
        assertThat(vendor.calls).isEmpty();
        assertThat(reply.status).isEqualTo(503);
        assertThat(reply.headers).containsEntry("Retry-After", "10").containsEntry("x-guard", "was here");
    }
}
