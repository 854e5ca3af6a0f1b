package io.omniroute.provider.wire.gemini.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.ChatResponse;
import io.omniroute.provider.chat.ChatResponseBuilder;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.FinishReason;
import io.omniroute.provider.chat.MediaSource;
import io.omniroute.provider.chat.Message;
import io.omniroute.provider.chat.Message.Role;
import io.omniroute.provider.chat.ModelFamily;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.wire.Envelope;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.Replies;
import io.omniroute.provider.wire.ReplyContext;
import io.omniroute.provider.wire.ReplyTap;
import io.omniroute.provider.wire.SseFrame;
import io.omniroute.provider.wire.StreamEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeminiStreamTest {
    private final GeminiClientCodec client = new GeminiClientCodec();
    private final GeminiUpstreamCodec vendor = new GeminiUpstreamCodec(new ThoughtSignatures());

    @Test
    void argumentsWaitUntilTheCallIsWholeAndUsageComesLast() throws IOException {
        String sse = encode(
                false,
                new ChatEvent.Started("r1", "vendor-model"),
                new ChatEvent.TextDelta(0, "Hi"),
                new ChatEvent.TextDelta(0, ""),
                call(0, "a", "f"),
                call(1, "b", "g"),
                new ChatEvent.ToolArguments(0, 1, "{broken"),
                new ChatEvent.ToolArguments(0, 0, "{\"x\""),
                new ChatEvent.ToolCallEnded(0, 1),
                new ChatEvent.ToolArguments(0, 0, ":1}"),
                new ChatEvent.ToolCallEnded(0, 0),
                new ChatEvent.Finished(0, FinishReason.TOOL_CALLS, Optional.empty()),
                new ChatEvent.UsageReported(new Usage(9, 4, 0, 7, 2, false, 0, Usage.Tier.STANDARD)));

        assertThat(sse)
                .isEqualTo(frame("{\"text\":\"Hi\"}")
                        + frame("{\"functionCall\":{\"id\":\"a\",\"name\":\"f\",\"args\":{\"x\":1}}}")
                        + frame("{\"functionCall\":{\"id\":\"b\",\"name\":\"g\",\"args\":{\"raw\":\"{broken\"}}}")
                        + "data: {\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"\"}]},\"index\":0,"
                        + "\"finishReason\":\"STOP\"}],\"usageMetadata\":{\"promptTokenCount\":9,"
                        + "\"candidatesTokenCount\":5,\"totalTokenCount\":16,\"cachedContentTokenCount\":4,"
                        + "\"thoughtsTokenCount\":2},\"modelVersion\":\"vendor-model\",\"responseId\":\"r1\"}\n\n");
    }

    @Test
    void aRefusalIsToldByTheFinishReason() throws IOException {
        String sse = encode(
                false,
                new ChatEvent.Started("r1", "m"),
                new ChatEvent.RefusalDelta(0, "No."),
                new ChatEvent.Finished(0, FinishReason.STOP, Optional.empty()));

        assertThat(sse).contains("\"text\":\"No.\"").contains("\"finishReason\":\"SAFETY\"");
    }

    @Test
    void withoutServerSentEventsTheStreamIsOneArray() throws IOException {
        String array = encode(
                true,
                new ChatEvent.Started("r1", "m"),
                new ChatEvent.TextDelta(0, "a"),
                new ChatEvent.Finished(0, FinishReason.LENGTH, Optional.empty()));

        assertThat(array).startsWith("[{").contains("},\r\n{").endsWith("]");
        assertThat(Json.MAPPER.readTree(array)).hasSize(2);
        assertThat(client.newStreamEncoder(context(true)).keepAlive())
                .asString()
                .isBlank();
        assertThat(client.newStreamEncoder(context(false)).keepAlive())
                .asString()
                .isEqualTo(": keep-alive\n\n");
    }

    @Test
    void aFailureTakesThePlaceOfTheEnd() throws IOException {
        Failure failure = new Failure(
                FailureKind.RATE_LIMITED,
                429,
                "Slow down.",
                Optional.empty(),
                Optional.empty(),
                Optional.of(Duration.ofMillis(12_300)));
        ByteArrayOutputStream sse = new ByteArrayOutputStream();
        client.newStreamEncoder(context(false)).fail(failure, sse);
        assertThat(sse)
                .hasToString(
                        "data: {\"error\":{\"code\":429,\"message\":\"Slow down.\",\"status\":\"RESOURCE_EXHAUSTED\","
                                + "\"details\":[{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\"12.3s\"},"
                                + "{\"@type\":\"type.googleapis.com/google.rpc.RequestInfo\",\"requestId\":\"req-1\"}]}}\n\n");

        ByteArrayOutputStream array = new ByteArrayOutputStream();
        StreamEncoder encoder = client.newStreamEncoder(context(true));
        encoder.encode(new ChatEvent.TextDelta(0, "a"), array);
        encoder.fail(failure, array);
        assertThat(Json.MAPPER.readTree(array.toByteArray()).get(1).has("error"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "400,INVALID_ARGUMENT", "401,UNAUTHENTICATED", "403,PERMISSION_DENIED", "404,NOT_FOUND", "413,INVALID_ARGUMENT",
        "429,RESOURCE_EXHAUSTED", "500,INTERNAL", "502,UNAVAILABLE", "503,UNAVAILABLE", "504,DEADLINE_EXCEEDED"
    })
    void errorsCarryGooglesWord(int status, String word) {
        Failure failure = new Failure(
                FailureKind.INTERNAL, status, "x", Optional.empty(), Optional.of("contents[0]"), Optional.empty());
        assertThat(client.writeError(failure, "req-1"))
                .asString()
                .contains("\"status\":\"" + word + "\"", "contents[0]");
    }

    @Test
    void twoCallsOfOneNameWithoutIdsGetTwoIds() {
        List<ChatEvent> events = decode("{\"candidates\":[{\"content\":{\"parts\":[{\"functionCall\":{\"name\":\"f\"}},"
                + "{\"functionCall\":{\"name\":\"f\",\"args\":{\"a\":1}}}]},\"finishReason\":\"STOP\"}]}");
        List<ChatEvent.ToolCallStarted> calls = events.stream()
                .filter(ChatEvent.ToolCallStarted.class::isInstance)
                .map(ChatEvent.ToolCallStarted.class::cast)
                .toList();

        assertThat(calls).extracting(ChatEvent.ToolCallStarted::index).containsExactly(0, 1);
        assertThat(calls.get(0).id())
                .startsWith("call_")
                .isNotEqualTo(calls.get(1).id());
        assertThat(events.get(events.size() - 1))
                .isEqualTo(new ChatEvent.Finished(0, FinishReason.TOOL_CALLS, Optional.empty()));
    }

    @Test
    void aStreamWithoutFinishReasonWasCutShort() {
        List<ChatEvent> events = decode("{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Hal\"}]}}]}");
        assertThat(events.get(events.size() - 1)).isInstanceOfSatisfying(ChatEvent.Failed.class, failed -> assertThat(
                        failed.failure().kind())
                .isEqualTo(FailureKind.UPSTREAM_GARBLED));
        assertThat(decode()).hasSize(1).allMatch(ChatEvent.Failed.class::isInstance);
    }

    @Test
    void anErrorAmidTheStreamEndsItEvenInsideAnArray() {
        String error =
                "[{\"error\":{\"code\":503,\"message\":\"The model is overloaded.\",\"status\":\"UNAVAILABLE\"}}]";
        List<ChatEvent> events = decode("{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"a\"}]}}]}", error);

        assertThat(events.get(events.size() - 1)).isInstanceOfSatisfying(ChatEvent.Failed.class, failed -> {
            assertThat(failed.failure().kind()).isEqualTo(FailureKind.OVERLOADED);
            assertThat(failed.failure().status()).isEqualTo(503);
        });
        ReplyTap tap = vendor.newTap();
        tap.accept(SseFrame.ofData(error));
        assertThat(tap.failure()).isPresent();
        assertThat(tap.complete()).isFalse();
    }

    @Test
    void aTapCountsWhatIsVisible() {
        ReplyTap tap = vendor.newTap();
        tap.accept(SseFrame.ofData("{\"candidates\": [{\"content\": {\"parts\": [{\"text\": \"12\\\"45\"},"
                + "{\"functionCall\":{\"name\":\"f\",\"args\":{\"a\":1}}}]},\"finishReason\":null}]}"));
        assertThat(tap.outputBytes()).isEqualTo(6 + 7);
        assertThat(tap.complete()).isFalse();
        assertThat(tap.usage()).isEmpty();
        assertThat(tap.usageOnly()).isFalse();
    }

    @Property(tries = 300)
    void streamAndWholeAnswerOfAnyReplyReadBackTheSame(@ForAll long seed) throws IOException {
        List<ChatEvent> events = reply(new Random(seed));
        ChatResponse expected = ChatResponseBuilder.fold(events);

        byte[] sse = encode(false, events.toArray(ChatEvent[]::new)).getBytes(StandardCharsets.UTF_8);
        byte[] whole = client.writeResponse(expected, context(false));
        byte[] array = encode(true, events.toArray(ChatEvent[]::new)).getBytes(StandardCharsets.UTF_8);

        assertThat(ChatResponseBuilder.fold(Replies.decode(vendor, sse, 13))).isEqualTo(expected);
        assertThat(ChatResponseBuilder.fold(vendor.readResponse(whole, Replies.sent())))
                .isEqualTo(expected);
        assertThat(ChatResponseBuilder.fold(vendor.readResponse(array, Replies.sent())))
                .isEqualTo(expected);
    }

    private static List<ChatEvent> reply(Random random) {
        List<ChatEvent> events = new ArrayList<>(List.of(new ChatEvent.Started("id", "model")));
        for (int choice = 0; choice <= random.nextInt(2); choice++) {
            int calls = 0;
            for (int i = random.nextInt(6); i >= 0; i--) {
                switch (random.nextInt(4)) {
                    case 0 -> events.add(new ChatEvent.TextDelta(choice, "tëxt\n" + i));
                    case 1 -> thought(choice, random, events);
                    case 2 -> calls += calls(choice, calls, random, events);
                    default ->
                        events.add(new ChatEvent.MediaProduced(
                                choice, new ContentPart.Image(new MediaSource.Inline("image/png", "iVBORw0KGgo="))));
                }
            }
            FinishReason reason = calls > 0 ? FinishReason.TOOL_CALLS : FinishReason.STOP;
            events.add(new ChatEvent.Finished(
                    choice, random.nextInt(3) == 0 ? FinishReason.LENGTH : reason, Optional.empty()));
        }
        events.add(new ChatEvent.UsageReported(
                new Usage(10, random.nextInt(10), 0, 9, random.nextInt(9), false, 0, Usage.Tier.STANDARD)));
        return events;
    }

    private static void thought(int choice, Random random, List<ChatEvent> events) {
        for (int i = random.nextInt(3); i > 0; i--) {
            events.add(new ChatEvent.ThinkingDelta(choice, "hm" + i));
        }
        ModelFamily family = ModelFamily.values()[random.nextInt(3)];
        if (random.nextBoolean()) {
            boolean redacted = family == ModelFamily.ANTHROPIC && random.nextBoolean();
            Optional<String> id = family == ModelFamily.OPENAI ? Optional.of("rs_1") : Optional.empty();
            events.add(new ChatEvent.ThinkingSigned(choice, family, "c2lnbmF0dXJl" + random.nextInt(9), redacted, id));
        }
    }

    /** One to three parallel calls whose arguments interleave and end in any order. */
    private static int calls(int choice, int from, Random random, List<ChatEvent> events) {
        int count = 1 + random.nextInt(3);
        List<ChatEvent> ends = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            Optional<String> signature = random.nextBoolean() ? Optional.of("Y2FsbA==") : Optional.empty();
            events.add(new ChatEvent.ToolCallStarted(choice, i, "call" + i, "tool", false, signature));
            events.add(new ChatEvent.ToolArguments(choice, i, "{\"a\":"));
            ends.add(random.nextInt(ends.size() + 1), new ChatEvent.ToolCallEnded(choice, i));
        }
        for (int i = from; i < from + count; i++) {
            events.add(new ChatEvent.ToolArguments(choice, i, i + "}"));
        }
        events.addAll(ends);
        return count;
    }

    private static ChatEvent call(int index, String id, String name) {
        return new ChatEvent.ToolCallStarted(0, index, id, name, false, Optional.empty());
    }

    private static String frame(String part) {
        return "data: {\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[" + part
                + "]},\"index\":0}],\"modelVersion\":\"vendor-model\",\"responseId\":\"r1\"}\n\n";
    }

    private List<ChatEvent> decode(String... data) {
        StringBuilder sse = new StringBuilder();
        for (String each : data) {
            sse.append("data: ").append(each).append("\n\n");
        }
        return Replies.decode(vendor, sse.toString().getBytes(StandardCharsets.UTF_8), 1 << 20);
    }

    private String encode(boolean array, ChatEvent... events) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StreamEncoder encoder = client.newStreamEncoder(context(array));
        for (ChatEvent event : events) {
            encoder.encode(event, out);
        }
        encoder.end(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static ReplyContext context(boolean array) {
        ChatRequest request = ChatRequest.of("asked", List.of(Message.text(Role.USER, "Hi")));
        return new ReplyContext("req-1", Instant.EPOCH, Envelope.ofPath("asked", true, array), request);
    }
}
