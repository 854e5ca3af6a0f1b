package io.omniroute.routing.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.client.Cancellation;
import io.omniroute.provider.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressEventsTest {
    private static final long START = System.nanoTime();

    private final ProgressEvents events =
            new ProgressEvents(WireFormat.ANTHROPIC_MESSAGES, START, () -> 12, Duration.ZERO);

    @Test
    void anEventTellsTokensAndTime() {
        events.measure();
        assertThat(events.next(far(3)).map(ProgressEventsTest::text))
                .contains("event: progress\ndata: {\"tokens_generated\":12,\"elapsed_ms\":" + 3_000 + "}\n\n");
        assertThat(events.last(15, far(4)).map(ProgressEventsTest::text))
                .contains("event: progress\ndata: {\"tokens_generated\":15,\"elapsed_ms\":" + 4_000
                        + ",\"done\":true}\n\n");
        assertThat(events.last(15, far(4))).isEmpty();
        assertThat(events.next(far(9))).isEmpty();
        assertThat(events.isDue(far(9))).isFalse();
    }

    @Test
    void twoSecondsPassBetweenEvents() {
        ProgressEvents slow = new ProgressEvents(WireFormat.OPENAI_CHAT, System.nanoTime(), () -> 0);
        long now = System.nanoTime();
        assertThat(slow.isDue(now)).isFalse();
        assertThat(slow.next(now + Duration.ofSeconds(2).toNanos())).isPresent();
        assertThat(slow.isDue(now + Duration.ofSeconds(3).toNanos())).isFalse();
        assertThat(slow.isDue(now + Duration.ofSeconds(4).toNanos())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"data: x\n\n", "data: x\r\n\r\n", "data: x\r\r", ": comment\n\n", "\n\n"})
    void aBlankLineEndsAnEvent(String text) {
        write(text);
        assertThat(events.next(far(1))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"data: x\n", "data: x\r\n", "data: x", "\n\nevent: y\n", "data: x\r\n\r"})
    void nothingElseDoes(String text) {
        write(text);
        assertThat(events.next(far(1))).isEmpty();
        assertThat(events.last(1, far(1))).isEmpty();
    }

    @Test
    void anEventMayArriveInPieces() {
        for (String piece : new String[] {"da", "ta: x", "\r", "\n", "\r", "\n"}) {
            write(piece);
        }
        assertThat(events.next(far(1))).isPresent();
    }

    /** One thread writes events in halves, another reports as often as it can: no event is ever torn. */
    @Test
    void reportsNeverFallIntoAnEvent() throws Exception {
        RecordedReply reply = new RecordedReply();
        ClientStream out = new ClientStream(reply, Map.of(), ascii(": keep-alive\n\n"), new Cancellation());
        out.report(new ProgressEvents(WireFormat.OPENAI_CHAT, System.nanoTime(), () -> 1, Duration.ZERO));
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch reporting = new CountDownLatch(1);
        Thread reporter = Thread.ofPlatform().start(() -> {
            while (!over.get()) {
                out.reportProgress();
                reporting.countDown();
            }
        });
        out.run(Map.of(), ignored -> {
            awaitQuietly(reporting);
            for (int i = 0; i < 20_000; i++) {
                out.write(ascii("data: {\"n\":"));
                out.write(ascii(i + "}\n\n"));
                out.flush();
            }
            out.endProgress(20_000);
            out.write(ascii("data: [DONE]\n\n"));
            out.flush();
        });
        over.set(true);
        reporter.join();
        String text = reply.text();
        assertThat(text)
                .endsWith(",\"done\":true,\"choices\":[]}\n\ndata: [DONE]\n\n")
                .containsOnlyOnce("\"done\":true")
                .contains("\"tokens_generated\":20000,");
        int next = 0;
        int reports = 0;
        for (String event : text.split("\n\n")) {
            if (event.startsWith("event: progress\n")) {
                assertThat(event).matches("event: progress\ndata: \\{\"tokens_generated\":\\d+,\"elapsed_ms\":\\d+.*}");
                reports++;
            } else if (!event.equals("data: [DONE]")) {
                assertThat(event).isEqualTo("data: {\"n\":" + next++ + "}");
            }
        }
        assertThat(next).isEqualTo(20_000);
        assertThat(reports).isPositive();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write(String text) {
        byte[] bytes = ascii(text);
        events.wrote(bytes, 0, bytes.length);
    }

    private static long far(int seconds) {
        return START + Duration.ofSeconds(seconds).toNanos();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
