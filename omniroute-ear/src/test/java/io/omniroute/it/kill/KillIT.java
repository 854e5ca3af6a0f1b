package io.omniroute.it.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.it.TestGateway;
import io.omniroute.it.conversation.Reply;
import io.omniroute.it.conversation.Seen;
import io.omniroute.it.vendor.StrictVendor;
import io.omniroute.it.wire.Dialect;
import io.omniroute.it.wire.RawCall;
import io.omniroute.testkit.Answer;
import io.omniroute.testkit.ScriptedVendor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code kill -9} while 50 calls a second finish: not one acknowledged call is missing or doubled, and no secret lies open. */
class KillIT {
    private static final int CALLS_A_SECOND = 50;
    private static final int CALLS_BEFORE_THE_KILL = 3 * CALLS_A_SECOND;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final CountDownLatch enough = new CountDownLatch(CALLS_BEFORE_THE_KILL);
    private final AtomicInteger number = new AtomicInteger();
    private TestGateway gateway;
    private ScriptedVendor vendor;

    @BeforeEach
    void start() {
        gateway = TestGateway.start(Map.of());
        vendor = ScriptedVendor.start(request -> request.text().contains("\"stream\":true")
                ? Answer.sse(Dialect.CHAT
                        .voice()
                        .events(Reply.text("Done."), new Seen())
                        .toArray(String[]::new))
                : Answer.json(Dialect.CHAT.voice().whole(Reply.text("Done."), new Seen())));
        gateway.connect("kill-node", "openai-chat", vendor.origin() + "/v1");
    }

    @AfterEach
    void stop() {
        vendor.close();
        gateway.process().close();
    }

    @Test
    void everyAcknowledgedCallIsInTheLogsOnce() throws InterruptedException {
        try (ScheduledExecutorService clock = Executors.newScheduledThreadPool(1)) {
            clock.scheduleAtFixedRate(
                    () -> Thread.ofVirtual().start(this::call), 0, 1_000 / CALLS_A_SECOND, TimeUnit.MILLISECONDS);
            assertThat(enough.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            gateway.process().kill();
            clock.shutdownNow();
        }
        Set<String> expected = new HashSet<>(acknowledged);
        assertThat(expected).hasSizeGreaterThanOrEqualTo(CALLS_BEFORE_THE_KILL);

        gateway.process().restart();

        List<String> logged = logged(expected);
        assertThat(logged).containsAll(expected).doesNotHaveDuplicates();
        assertNoSecretLiesOpen();
    }

    /** Whole and streamed in turn; a call counts when its last byte was read. */
    private void call() {
        int mine = number.incrementAndGet();
        boolean streamed = mine % 2 == 0;
        Map<String, String> headers = new HashMap<>(Dialect.CHAT.headers(gateway.key()));
        headers.put("X-Request-Id", "kill-" + mine);
        byte[] body = Dialect.CHAT.body("kill-node/m", streamed).toString().getBytes(StandardCharsets.UTF_8);
        try (RawCall call = RawCall.post(gateway.port(), Dialect.CHAT.path("", streamed), headers, body)) {
            if (call.status() == 200 && call.text().endsWith(streamed ? "[DONE]\n\n" : "}")) {
                acknowledged.add("kill-" + mine);
                enough.countDown();
            }
        } catch (UncheckedIOException e) {
            // the gateway died under it: nothing was acknowledged
        }
    }

    /** The ids in the logs, as soon as all that are expected are there. */
    private List<String> logged(Set<String> expected) {
        Instant limit = Instant.now().plus(PATIENCE);
        List<String> ids = new ArrayList<>();
        while (!ids.containsAll(expected) && Instant.now().isBefore(limit)) {
            ids = allLogged();
        }
        return ids;
    }

    private List<String> allLogged() {
        List<String> ids = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = gateway.get("/api/usage/logs?limit=100" + after);
            page.path("items").forEach(item -> ids.add(item.path("requestId").asText()));
            after = page.path("next").isTextual()
                    ? "&after=" + page.path("next").textValue()
                    : "";
        } while (!after.isEmpty());
        return ids;
    }

    private void assertNoSecretLiesOpen() {
        String all = dataFiles();
        assertThat(all).as("what an administrator named can be read").contains("kill-node");
        assertThat(all.contains(StrictVendor.KEY)).as("the vendor's key").isFalse();
        assertThat(all.contains(gateway.key())).as("the gateway's key").isFalse();
    }

    private String dataFiles() {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(gateway.process().dataDirectory())) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file ->
                            !file.startsWith(gateway.process().dataDirectory().resolve("tmp")))
                    .toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all.toString();
    }
}
