package io.omniroute.provider.wire.gemini.generate;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.FinishReason;
import io.omniroute.provider.chat.MediaSource;
import io.omniroute.provider.chat.ModelFamily;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.ToolNames;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** One candidate of a vendor's reply, over all its fragments: the events its parts mean. */
final class CandidateReader {
    private final int choice;
    private final ToolNames toolNames;
    private final ThoughtSignatures signatures;
    private int calls;
    private String finishWord = "";

    CandidateReader(int choice, ToolNames toolNames, ThoughtSignatures signatures) {
        this.choice = choice;
        this.toolNames = toolNames;
        this.signatures = signatures;
    }

    void accept(JsonNode candidate, Consumer<ChatEvent> sink) {
        for (JsonNode part : candidate.path("content").path("parts")) {
            part(part, sink);
        }
        // Older Gemini models repeat STOP on every fragment: the last word counts, and it is told at the end only.
        String word = candidate.path("finishReason").asText("");
        if (!word.isEmpty() && !word.equals("FINISH_REASON_UNSPECIFIED")) {
            finishWord = word;
        }
    }

    boolean finished() {
        return !finishWord.isEmpty();
    }

    ChatEvent.Finished finish() {
        FinishReason reason = FinishWords.read(finishWord, calls > 0);
        return new ChatEvent.Finished(choice, reason, Optional.empty());
    }

    private void part(JsonNode part, Consumer<ChatEvent> sink) {
        String signature = part.path("thoughtSignature").asText("");
        if (part.hasNonNull("functionCall")) {
            call(part.get("functionCall"), signature, sink);
            return;
        }
        String text = part.path("text").asText("");
        if (!text.isEmpty()) {
            boolean thought = part.path("thought").asBoolean();
            sink.accept(thought ? new ChatEvent.ThinkingDelta(choice, text) : new ChatEvent.TextDelta(choice, text));
        }
        media(part).ifPresent(media -> sink.accept(new ChatEvent.MediaProduced(choice, media)));
        if (!signature.isEmpty()) {
            CarriedSignature carried = CarriedSignature.decode(signature);
            sink.accept(new ChatEvent.ThinkingSigned(
                    choice, carried.family(), carried.signature(), carried.redacted(), carried.id()));
        }
    }

    /** A call comes whole. Its id is made where Gemini gives none, at random: a name or a count repeats over turns. */
    private void call(JsonNode function, String signature, Consumer<ChatEvent> sink) {
        String given = function.path("id").asText("");
        String id = given.isEmpty() ? "call_" + UUID.randomUUID().toString().replace("-", "") : given;
        String name = toolNames.original(function.path("name").asText(""));
        Optional<String> own = Optional.of(signature)
                .filter(value -> !value.isEmpty() && !CarriedSignature.isSentinel(value))
                .filter(value -> CarriedThoughts.decode(value).isEmpty()) // another gateway's; its thoughts came before
                .map(CarriedSignature::decode)
                .filter(carried -> carried.family() == ModelFamily.GEMINI)
                .map(CarriedSignature::signature);
        own.ifPresent(value -> signatures.remember(id, value));
        boolean custom = toolNames.isCustom(name);
        int index = calls++;
        sink.accept(new ChatEvent.ToolCallStarted(choice, index, id, name, custom, own));
        String arguments = arguments(function.path("args"), custom);
        if (!arguments.isEmpty()) {
            sink.accept(new ChatEvent.ToolArguments(choice, index, arguments));
        }
        sink.accept(new ChatEvent.ToolCallEnded(choice, index));
    }

    /** A custom tool went out as a function with one string, see {@link ToolNames#markCustom}. */
    private static String arguments(JsonNode args, boolean custom) {
        if (custom && args.path("input").isTextual()) {
            return args.path("input").textValue();
        }
        return args.isObject() ? Json.text(args) : "{}";
    }

    private static Optional<ContentPart> media(JsonNode part) {
        JsonNode inline = part.path("inlineData");
        if (inline.hasNonNull("data")) {
            String type = inline.path("mimeType").asText("application/octet-stream");
            String base64 = Base64Text.standard(inline.path("data").asText());
            return Optional.of(MediaTypes.part(new MediaSource.Inline(type, base64), type, Optional.empty()));
        }
        JsonNode file = part.path("fileData");
        if (file.hasNonNull("fileUri")) {
            Optional<String> type =
                    Optional.of(file.path("mimeType").asText("")).filter(value -> !value.isEmpty());
            return Optional.of(MediaTypes.part(file(file, type), type.orElse(""), Optional.empty()));
        }
        return Optional.empty();
    }

    private static MediaSource file(JsonNode file, Optional<String> type) {
        String uri = file.path("fileUri").asText();
        try {
            return new MediaSource.Remote(URI.create(uri), type);
        } catch (IllegalArgumentException e) {
            return new MediaSource.Stored(uri);
        }
    }
}
