package io.omniroute.provider.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.chat.Failure;
import io.omniroute.testkit.Answer;
import io.omniroute.testkit.ScriptedVendor;
import io.omniroute.testkit.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A name whose owner changes what it leads to. */
class RebindingTest {
    private final Queue<InetAddress> answers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger questions = new AtomicInteger();
    private final SSLContext tls = TestCertificate.trustingContext();
    private final Transport transport = new Transport(tls, () -> tls, this::resolve);
    private final HttpProviderClient client = new HttpProviderClient(transport);

    @AfterEach
    void stop() {
        transport.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"169.254.169.254", "10.0.0.1", "fd00:ec2::254", "::ffff:169.254.169.254"})
    void aNameThatLeadsElsewhereNextTimeIsNotFollowedThere(String elsewhere) throws IOException {
        Answer andClose = Answer.json("{}").framed(Answer.Framing.UNTIL_CLOSE);
        try (ScriptedVendor vendor = ScriptedVendor.answering(andClose)) {
            URI uri = URI.create("http://rebinding.example:" + vendor.port() + "/v1");
            answers.addAll(List.of(InetAddress.getLoopbackAddress(), InetAddress.getByName(elsewhere)));
            try (UpstreamReply reply = client.open(Calls.post(uri))) {
                assertThat(Calls.text(reply)).isEqualTo("{}");
            }
            Failure failure = Calls.failureOfOpening(client, Calls.post(uri));
            assertThat(failure.code()).contains("address_not_allowed");
            assertThat(failure.status()).isEqualTo(403);
            assertThat(failure.message()).contains("rebinding.example");
            assertThat(vendor.requests()).hasSize(1);
        }
    }

    @Test
    void theAddressThatWasCheckedIsTheOneThatIsConnectedTo() throws IOException {
        try (ScriptedVendor vendor = ScriptedVendor.answering(Answer.json("{}"))) {
            answers.add(InetAddress.getLoopbackAddress()); // and nothing for whoever asks again
            URI uri = URI.create("http://rebinding.example:" + vendor.port() + "/v1");
            try (UpstreamReply reply = client.open(Calls.post(uri))) {
                assertThat(Calls.text(reply)).isEqualTo("{}");
            }
            assertThat(questions).hasValue(1);
            assertThat(vendor.awaitRequest().header("host")).contains("rebinding.example:" + vendor.port());
        }
    }

    private InetAddress[] resolve(String host) throws UnknownHostException {
        questions.incrementAndGet();
        InetAddress answer = answers.poll();
        if (answer == null) {
            throw new UnknownHostException(host);
        }
        return new InetAddress[] {answer};
    }
}
