package io.omniroute.provider.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.chat.ChatResponse;
import io.omniroute.provider.chat.ChatResponseBuilder;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What every vendor-side codec must keep. Fixtures: {@code <case>.upstream.sse} is a vendor's stream and
 * {@code <case>.upstream.json}, where present, its whole twin.
 */
public interface UpstreamCodecContract {
    UpstreamCodec codec();

    @TestFactory
    default Stream<DynamicTest> streamAndWholeTwinFoldToTheSameResponse() {
        return Fixtures.of(codec().format(), ".upstream.sse").stream()
                .filter(sse -> Files.exists(twin(sse)))
                .map(sse -> DynamicTest.dynamicTest(sse.getFileName().toString(), () -> {
                    ChatResponse streamed = fold(Fixtures.read(sse), 1 << 20);
                    ChatResponse whole =
                            ChatResponseBuilder.fold(codec().readResponse(Fixtures.read(twin(sse)), Replies.sent()));
                    assertThat(streamed).isEqualTo(whole);
                }));
    }

    @TestFactory
    default Stream<DynamicTest> streamMayBeCutAnywhere() {
        return Fixtures.of(codec().format(), ".upstream.sse").stream()
                .map(sse -> DynamicTest.dynamicTest(sse.getFileName().toString(), () -> {
                    byte[] bytes = Fixtures.read(sse);
                    ChatResponse reference = fold(bytes, 1 << 20);
                    for (int chunk : new int[] {1, 2, 3, 7, 64}) {
                        assertThat(fold(bytes, chunk)).as("chunks of %d", chunk).isEqualTo(reference);
                    }
                    byte[] crlf = new String(bytes, java.nio.charset.StandardCharsets.UTF_8)
                            .replace("\r\n", "\n")
                            .replace("\n", "\r\n")
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
                    assertThat(fold(crlf, 5)).as("CRLF").isEqualTo(reference);
                }));
    }

    @TestFactory
    default Stream<DynamicTest> tapSeesTheUsageThatTheDecoderSees() {
        return Fixtures.of(codec().format(), ".upstream.sse").stream()
                .map(sse -> DynamicTest.dynamicTest(sse.getFileName().toString(), () -> {
                    byte[] bytes = Fixtures.read(sse);
                    ReplyTap tap = codec().newTap();
                    SseReader reader = new SseReader(new java.io.ByteArrayInputStream(bytes));
                    while (reader.fill()) {
                        for (SseFrame frame = reader.poll(); frame != null; frame = reader.poll()) {
                            tap.accept(frame);
                        }
                    }
                    reader.pollTail().ifPresent(tap::accept);
                    assertThat(tap.complete()).isTrue();
                    ChatResponse reference = fold(bytes, 1 << 20);
                    assertThat(tap.usage().orElse(io.omniroute.provider.chat.Usage.NONE))
                            .isEqualTo(reference.usage());
                }));
    }

    @TestFactory
    default Stream<DynamicTest> brokenAnswersAreGarbledAndNothingElse() {
        return Stream.of("", "<html><body>Bad gateway</body></html>", "[1,2]", "{\"a\":", "null", "\"text\"")
                .map(body -> DynamicTest.dynamicTest("'" + body + "'", () -> {
                    byte[] bytes = body.getBytes(java.nio.charset.StandardCharsets.UTF_8);
                    requireGarbled(() -> codec().readResponse(bytes, Replies.sent()));
                    requireGarbled(() -> codec().readUsage(bytes));
                }));
    }

    private static void requireGarbled(Runnable reading) {
        try {
            reading.run();
        } catch (GatewayException e) {
            assertThat(e.failure().kind()).isEqualTo(FailureKind.UPSTREAM_GARBLED);
            return;
        }
        throw new AssertionError("accepted");
    }

    private ChatResponse fold(byte[] sse, int chunk) {
        return ChatResponseBuilder.fold(Replies.decode(codec(), sse, chunk));
    }

    private static Path twin(Path sse) {
        return sse.resolveSibling(sse.getFileName().toString().replace(".sse", ".json"));
    }
}
