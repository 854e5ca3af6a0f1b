package io.omniroute.routing.affinity;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.connection.ConnectionId;
import io.omniroute.routing.access.ApiKeyId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AffinityTest {
    private static final String PROOF = "EqQBCkYIBxgCKkDp3/8Kq+ZxN3w5y7";

    private final AtomicLong nanos = new AtomicLong();
    private final Affinity affinity = new Affinity(nanos::get);
    private final ApiKeyId key = ApiKeyId.random();
    private final Binding binding = new Binding(ConnectionId.random(), "acme/a");

    @Test
    void sessionsAreForgottenHalfAnHourAfterTheirLastCall() {
        affinity.bindSession(key, "s", binding);
        nanos.addAndGet(Duration.ofMinutes(29).toNanos());
        assertThat(affinity.ofSession(key, "s")).contains(binding);
        nanos.addAndGet(Duration.ofMinutes(29).toNanos());
        assertThat(affinity.ofSession(key, "s")).contains(binding);
        nanos.addAndGet(Duration.ofMinutes(31).toNanos());
        assertThat(affinity.ofSession(key, "s")).isEmpty();
    }

    @Test
    void nothingIsSharedBetweenKeys() {
        ApiKeyId other = ApiKeyId.random();
        affinity.bindSession(key, "s", binding);
        affinity.bindResponse(key, "resp_1", binding);
        bind("{\"signature\":\"" + PROOF + "\"}");
        assertThat(affinity.ofSession(other, "s")).isEmpty();
        assertThat(affinity.ofResponse(other, "resp_1")).isEmpty();
        assertThat(affinity.ofProofs(other, bytes("{\"signature\":\"" + PROOF + "\"}")))
                .isEmpty();
        assertThat(affinity.ofResponse(key, "resp_1")).contains(binding);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"type\":\"signature_delta\",\"signature\":\"P\"}|{\"content\":[{\"signature\" : \"P\"}]}|true",
                "{\"item\":{\"encrypted_content\":\"P\"}}|{\"input\":[{\"encrypted_content\":\"P\"}]}|true",
                "{\"thoughtSignature\":\"P\"}|{\"thoughtSignature\":  \"P\"}|true",
                "{\"signature\":\"P\"}|{\"signature\":\"other-EqQBCkYIBxgCKkDp3\"}|false",
                "{\"text\":\"P\"}|{\"text\":\"P\"}|false",
                "{\"signature\":\"short\"}|{\"signature\":\"short\"}|false",
                "{\"signature\":7}|{\"signature\":7}|false",
            })
    void whatAVendorSignedLeadsBackToItsAccount(String answer, String request, boolean found) {
        bind(answer.replace("P", PROOF));
        assertThat(affinity.ofProofs(key, bytes(request.replace("P", PROOF))).isPresent())
                .isEqualTo(found);
    }

    @Test
    void escapedSlashesMakeNoDifference() {
        bind("{\"signature\":\"" + PROOF + "\"}");
        assertThat(affinity.ofProofs(key, bytes("{\"signature\":\"" + PROOF.replace("/", "\\/") + "\"}")))
                .contains(binding);
    }

    @Test
    void theLastProofDecides() {
        Binding later = new Binding(ConnectionId.random(), "acme/b");
        bind("{\"signature\":\"" + PROOF + "\"}");
        byte[] second = bytes("{\"signature\":\"" + PROOF + "2\"}");
        affinity.bindProofs(key, second, 0, second.length, later);
        String both = "[{\"signature\":\"" + PROOF + "\"},{\"signature\":\"" + PROOF + "2\"}]";
        assertThat(affinity.ofProofs(key, bytes(both))).contains(later);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"id\":\"resp_1\",\"object\":\"response\"|resp_1",
                "{\"type\":\"response.created\",\"response\":{\"object\":\"x\",\"id\":\"resp_2\"|resp_2",
                "{\"other\":{\"id\":\"no\"},\"id\":\"resp_3\"}|resp_3",
            })
    void theIdOfAResponseIsReadFromItsHead(String json, String id) {
        byte[] bytes = bytes(json);
        assertThat(ResponseIds.read(bytes, 0, bytes.length)).contains(id);
    }

    @Test
    void whatHasNoIdGivesNone() {
        byte[] bytes = bytes("{\"id\":7,\"response\":{}}");
        assertThat(ResponseIds.read(bytes, 0, bytes.length)).isEmpty();
        assertThat(ResponseIds.read(bytes, 1, bytes.length)).isEmpty();
    }

    @Test
    void namesThatAreTooLongAreLeftOut() {
        assertThat(new Hints(Optional.of("x".repeat(257)), Optional.of(" "))).isEqualTo(Hints.NONE);
    }

    private void bind(String json) {
        byte[] bytes = bytes(json);
        affinity.bindProofs(key, bytes, 0, bytes.length, binding);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
