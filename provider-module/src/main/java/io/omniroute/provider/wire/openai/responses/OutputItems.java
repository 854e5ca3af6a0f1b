package io.omniroute.provider.wire.openai.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.MediaSource;
import io.omniroute.provider.wire.Json;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The items of one reply, grown from its events. Streams and whole answers both come from here, so that the final
 * {@code output} is what was streamed. A message or a reasoning item ends when something else begins; calls stay open
 * side by side. Knows one choice only, as the format has no {@code n}.
 */
final class OutputItems {
    private final String idStem;
    private final Consumer<ObjectNode> sink;
    private final Map<Integer, ObjectNode> done = new TreeMap<>();
    private final Map<Integer, CallItem> calls = new TreeMap<>();
    private final Map<Integer, Integer> indexOfCall = new TreeMap<>();
    private Optional<MessageItem> message = Optional.empty();
    private Optional<ReasoningItem> reasoning = Optional.empty();
    private int next;
    private int openIndex;

    /** @param idStem what the ids of all items share; @param sink gets the stream's events, without sequence numbers */
    OutputItems(String idStem, Consumer<ObjectNode> sink) {
        this.idStem = idStem;
        this.sink = sink;
    }

    void accept(ChatEvent event) {
        switch (event) {
            case ChatEvent.TextDelta e -> text(e.text());
            case ChatEvent.RefusalDelta e -> refusal(e.text());
            case ChatEvent.ThinkingDelta e -> think(e.text());
            case ChatEvent.ThinkingSigned e -> signed(e);
            case ChatEvent.ToolCallStarted e -> callStarted(e);
            case ChatEvent.ToolArguments e -> call(e.index()).ifPresent(call -> call.grow(e.fragment()));
            case ChatEvent.ToolCallEnded e -> closeCall(e.index(), "completed");
            case ChatEvent.MediaProduced e -> media(e.media());
            case ChatEvent.Started ignored -> {}
            case ChatEvent.Finished ignored -> {}
            case ChatEvent.UsageReported ignored -> {}
            case ChatEvent.Failed ignored -> {}
        }
    }

    /** Ends what is still open. @param status of a message or call that was cut: completed or incomplete */
    void close(String status) {
        closeOpen(status);
        for (Integer call : calls.keySet().toArray(Integer[]::new)) {
            closeCall(call, status);
        }
    }

    /** The finished items, in order of their index. */
    ArrayNode done() {
        return Json.MAPPER.createArrayNode().addAll(done.values());
    }

    private void text(String delta) {
        if (!delta.isEmpty()) {
            openMessage().text(delta);
        }
    }

    private void refusal(String delta) {
        if (!delta.isEmpty()) {
            openMessage().refusal(delta);
        }
    }

    private MessageItem openMessage() {
        if (message.isEmpty()) {
            closeOpen("completed");
            message = Optional.of(new MessageItem(place("msg_")));
        }
        return message.get();
    }

    private void think(String delta) {
        if (!delta.isEmpty()) {
            openReasoning().think(delta);
        }
    }

    private ReasoningItem openReasoning() {
        if (reasoning.isEmpty()) {
            closeOpen("completed");
            reasoning = Optional.of(new ReasoningItem(place("rs_")));
        }
        return reasoning.get();
    }

    private void signed(ChatEvent.ThinkingSigned e) {
        if (e.redacted()) {
            // redacted data is a part of its own, it does not sign the thoughts before it
            closeOpen("completed");
        }
        ReasoningProof.Kind kind = e.redacted() ? ReasoningProof.Kind.REDACTED : ReasoningProof.Kind.THOUGHT;
        prove(new ReasoningProof(e.family(), kind, e.signature()));
    }

    private void prove(ReasoningProof proof) {
        ObjectNode item = openReasoning().close(Optional.of(proof));
        done.put(openIndex, item);
        reasoning = Optional.empty();
    }

    private void callStarted(ChatEvent.ToolCallStarted e) {
        closeOpen("completed");
        e.signature().ifPresent(signature -> prove(ReasoningProof.ofCall(signature)));
        ItemPlace place = place(e.custom() ? "ctc_" : "fc_");
        indexOfCall.put(e.index(), place.index());
        calls.put(e.index(), new CallItem(place, e));
    }

    private Optional<CallItem> call(int index) {
        return Optional.ofNullable(calls.get(index));
    }

    private void closeCall(int index, String status) {
        call(index).ifPresent(call -> done.put(indexOfCall.get(index), call.close(status)));
        calls.remove(index);
    }

    /** An image is what OpenAI's own image tool would answer; a link becomes text, other media have no place here. */
    private void media(ContentPart media) {
        if (!(media instanceof ContentPart.Image image)) {
            return;
        }
        if (image.source() instanceof MediaSource.Remote remote) {
            text("![image](" + remote.uri() + ")");
        } else if (image.source() instanceof MediaSource.Inline inline) {
            closeOpen("completed");
            image(place("ig_"), inline);
        }
    }

    private void image(ItemPlace place, MediaSource.Inline inline) {
        ObjectNode item = Json.object().put("id", place.id()).put("type", "image_generation_call");
        place.tellAdded(item.deepCopy().put("status", "in_progress").putNull("result"));
        item.put("status", "completed")
                .put("output_format", inline.mediaType().replaceFirst("^image/", ""))
                .put("result", inline.base64());
        place.tellDone(item);
        done.put(place.index(), item);
    }

    private ItemPlace place(String prefix) {
        openIndex = next++;
        return new ItemPlace(openIndex, prefix + idStem + "_" + openIndex, sink);
    }

    private void closeOpen(String status) {
        message.ifPresent(open -> done.put(openIndex, open.close(status)));
        message = Optional.empty();
        reasoning.ifPresent(open -> done.put(openIndex, open.close(Optional.empty())));
        reasoning = Optional.empty();
    }
}
