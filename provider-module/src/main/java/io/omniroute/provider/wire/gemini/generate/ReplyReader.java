package io.omniroute.provider.wire.gemini.generate;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FinishReason;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.UpstreamRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The events of one reply, from any number of {@code GenerateContentResponse}s: a stream brings many, a whole answer is one.
 * That they share this class is why both fold to the same response.
 */
final class ReplyReader {
    private final UpstreamRequest sent;
    private final ThoughtSignatures signatures;
    private final Map<Integer, CandidateReader> candidates = new TreeMap<>();
    private boolean started;
    private boolean blocked;
    private boolean failed;
    private Usage usage = Usage.NONE;

    ReplyReader(UpstreamRequest sent, ThoughtSignatures signatures) {
        this.sent = sent;
        this.signatures = signatures;
    }

    /** The responses in a piece of JSON: an object, or an array of them as Gemini sends without alt=sse. */
    static List<JsonNode> responses(byte[] buffer, int from, int to) {
        JsonNode node;
        try {
            node = Json.MAPPER.readTree(buffer, from, to - from);
        } catch (IOException e) {
            throw Json.garbled("Gemini sent broken JSON.");
        }
        List<JsonNode> responses = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(responses::add);
        } else {
            responses.add(node);
        }
        if (responses.isEmpty() || !responses.stream().allMatch(JsonNode::isObject)) {
            throw Json.garbled("Gemini sent something other than a JSON object.");
        }
        return responses;
    }

    void accept(JsonNode response, Consumer<ChatEvent> sink) {
        if (failed) {
            return;
        }
        Optional<Failure> failure = GeminiErrorReader.readInBand(response);
        if (failure.isPresent()) {
            failed = true;
            sink.accept(new ChatEvent.Failed(failure.get()));
            return;
        }
        start(response, sink);
        report(response.path("usageMetadata"), sink);
        JsonNode list = response.path("candidates");
        for (int i = 0; i < list.size(); i++) {
            candidate(list.get(i).path("index").asInt(i)).accept(list.get(i), sink);
        }
        blocked |= isBlocked(response);
    }

    /** Gemini, PromptFeedback: a prompt that is refused has no candidates at all. */
    static boolean isBlocked(JsonNode response) {
        String reason = response.path("promptFeedback").path("blockReason").asText("");
        return !reason.isEmpty() && !reason.equals("BLOCK_REASON_UNSPECIFIED");
    }

    boolean failed() {
        return failed;
    }

    /** Whether any candidate or a refusal of the prompt was seen at all. */
    boolean answered() {
        return blocked || !candidates.isEmpty();
    }

    /** Whether every candidate has come to its end. */
    boolean complete() {
        return candidates.isEmpty()
                ? blocked
                : blocked || candidates.values().stream().allMatch(CandidateReader::finished);
    }

    void finish(Consumer<ChatEvent> sink) {
        if (candidates.isEmpty()) {
            sink.accept(new ChatEvent.Finished(0, FinishReason.CONTENT_FILTER, Optional.empty()));
            return;
        }
        for (Map.Entry<Integer, CandidateReader> entry : candidates.entrySet()) {
            boolean cut = blocked && !entry.getValue().finished();
            sink.accept(
                    cut
                            ? new ChatEvent.Finished(entry.getKey(), FinishReason.CONTENT_FILTER, Optional.empty())
                            : entry.getValue().finish());
        }
    }

    private void start(JsonNode response, Consumer<ChatEvent> sink) {
        if (!started) {
            started = true;
            sink.accept(new ChatEvent.Started(
                    response.path("responseId").asText(""),
                    response.path("modelVersion").asText("")));
        }
    }

    /** Counts grow with every fragment. Told ahead of the parts: some clients want the prompt's count first. */
    private void report(JsonNode metadata, Consumer<ChatEvent> sink) {
        if (!metadata.isObject()) {
            return;
        }
        Usage reported = UsageMetadata.read(metadata);
        if (!reported.equals(usage)) {
            usage = reported;
            sink.accept(new ChatEvent.UsageReported(reported));
        }
    }

    private CandidateReader candidate(int choice) {
        return candidates.computeIfAbsent(choice, number -> new CandidateReader(number, sent.toolNames(), signatures));
    }
}
