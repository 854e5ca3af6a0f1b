package io.omniroute.provider.wire.gemini.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.FinishReason;
import io.omniroute.provider.chat.ModelFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One candidate of a stream for a client: which parts an event makes. Gemini has no partial arguments, so a call is held until
 * it is complete, and behind calls that started before it.
 */
final class CandidateStream {
    private static final class OpenCall {
        private final ChatEvent.ToolCallStarted head;
        private final List<ContentPart.Thinking> thoughts;
        private final StringBuilder arguments = new StringBuilder();
        private boolean ended;

        OpenCall(ChatEvent.ToolCallStarted head, List<ContentPart.Thinking> thoughts) {
            this.head = head;
            this.thoughts = List.copyOf(thoughts);
        }

        ObjectNode part() {
            ContentPart.ToolCall call = new ContentPart.ToolCall(
                    head.id(), head.name(), arguments.toString(), head.custom(), head.signature());
            return ReplyParts.call(call, thoughts);
        }
    }

    private final Map<Integer, OpenCall> calls = new TreeMap<>();
    /** Signed and not yet carried by a call. */
    private final List<ContentPart.Thinking> thoughts = new ArrayList<>();

    private final StringBuilder thought = new StringBuilder();
    private boolean thinking;
    private boolean refused;
    private FinishReason finish = FinishReason.STOP;

    Optional<ObjectNode> text(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        thinking = false;
        thought.setLength(0);
        return Optional.of(ReplyParts.text(text));
    }

    Optional<ObjectNode> refusal(String text) {
        refused = true;
        return text(text);
    }

    Optional<ObjectNode> thought(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        thinking = true;
        thought.append(text);
        return Optional.of(ReplyParts.thought(text));
    }

    /** The thought itself went out already: only its signature follows, marked as a thought if it closes one. */
    ObjectNode signed(ChatEvent.ThinkingSigned event) {
        boolean marked = thinking || event.family() != ModelFamily.GEMINI;
        thinking = false;
        thoughts.add(new ContentPart.Thinking(
                thought.toString(), event.family(), Optional.of(event.signature()), event.redacted(), event.id()));
        thought.setLength(0);
        ObjectNode part = marked ? ReplyParts.thought("") : ReplyParts.text("");
        return part.put(
                "thoughtSignature",
                CarriedSignature.encode(event.family(), event.signature(), event.redacted(), event.id()));
    }

    Optional<ObjectNode> media(ContentPart media) {
        thinking = false;
        return ReplyParts.media(media);
    }

    void callStarted(ChatEvent.ToolCallStarted event) {
        thinking = false;
        thought.setLength(0);
        calls.put(event.index(), new OpenCall(event, thoughts));
        thoughts.clear();
    }

    void arguments(ChatEvent.ToolArguments event) {
        OpenCall call = calls.get(event.index());
        if (call != null) {
            call.arguments.append(event.fragment());
        }
    }

    /** The calls that may leave now: complete, and none before them still growing. */
    List<ObjectNode> callEnded(int index) {
        OpenCall call = calls.get(index);
        if (call != null) {
            call.ended = true;
        }
        List<ObjectNode> complete = new ArrayList<>();
        while (!calls.isEmpty() && firstCall().ended) {
            complete.add(firstCall().part());
            calls.remove(calls.keySet().iterator().next());
        }
        return complete;
    }

    /** The reply is over, so calls nobody ended are complete too. */
    List<ObjectNode> finished(FinishReason reason) {
        finish = reason;
        List<ObjectNode> rest = calls.values().stream().map(OpenCall::part).toList();
        calls.clear();
        return rest;
    }

    String finishWord() {
        return FinishWords.write(finish, refused);
    }

    private OpenCall firstCall() {
        return calls.values().iterator().next();
    }
}
