package io.omniroute.provider.wire.openai.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.wire.CustomToolUnwrapper;
import io.omniroute.provider.wire.ToolNames;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Turns chunks, or one whole answer, into events. One per reply. */
final class ChunkReader {
    private final ToolNames names;
    private final Consumer<ChatEvent> sink;
    private final Map<Integer, ChoiceReader> choices = new TreeMap<>();
    private String replyId = "";
    private boolean started;
    private boolean failed;
    private Usage reported = Usage.NONE;

    ChunkReader(ToolNames names, Consumer<ChatEvent> sink) {
        this.names = names;
        this.sink = names.hasCustom() ? new CustomToolUnwrapper(names, sink) : sink;
    }

    void accept(JsonNode chunk) {
        Optional<Failure> error = ErrorReader.inBody(chunk);
        if (error.isPresent()) {
            fail(error.get());
            return;
        }
        JsonNode list = chunk.path("choices");
        start(chunk, list);
        int position = 0;
        for (JsonNode choice : list) {
            accept(choice, position++);
        }
        UsageJson.find(chunk).ifPresent(this::report);
    }

    boolean any() {
        return !choices.isEmpty();
    }

    boolean failed() {
        return failed;
    }

    /** Whether there was a choice and every one has said why it ended. */
    boolean finished() {
        return any() && choices.values().stream().allMatch(ChoiceReader::finished);
    }

    /** The vendor marked the end of the reply; choices that gave no reason have simply stopped. */
    void finish() {
        choices.values().forEach(choice -> choice.finish("stop"));
    }

    void fail(Failure failure) {
        if (!failed) {
            failed = true;
            sink.accept(new ChatEvent.Failed(failure));
        }
    }

    private void start(JsonNode chunk, JsonNode list) {
        // Azure sends a first chunk without id, model and choices: its content filter's verdict
        if (started || list.isEmpty() && Fields.text(chunk, "id").isEmpty()) {
            return;
        }
        started = true;
        replyId = Fields.text(chunk, "id");
        sink.accept(new ChatEvent.Started(replyId, Fields.text(chunk, "model")));
    }

    private void accept(JsonNode choice, int position) {
        if (failed || !choice.isObject()) {
            return;
        }
        int index = choice.path("index").isInt() ? choice.get("index").intValue() : position;
        ChoiceReader reader = choices.computeIfAbsent(index, i -> new ChoiceReader(i, names, sink));
        // a vendor that cannot stream may answer a stream request with one whole message
        reader.accept(choice.path("delta").isObject() ? choice.get("delta") : choice.path("message"), replyId);
        String word = Fields.text(choice, "finish_reason");
        if (word.isEmpty()) {
            return;
        }
        Optional<Failure> failure = FinishWords.failure(word);
        if (failure.isPresent()) {
            fail(failure.get());
        } else {
            reader.finish(word);
        }
    }

    private void report(Usage usage) {
        if (!failed && !usage.equals(reported)) {
            reported = usage;
            sink.accept(new ChatEvent.UsageReported(usage));
        }
    }
}
