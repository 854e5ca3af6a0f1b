package io.omniroute.routing.shaping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.omniroute.provider.chat.CallerHints;
import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.Message;
import io.omniroute.provider.chat.ModelFamily;
import io.omniroute.provider.chat.Reasoning;
import io.omniroute.provider.chat.Tool;
import io.omniroute.provider.wire.Losses;
import io.omniroute.provider.wire.UpstreamCodec;
import io.omniroute.provider.wire.WireTarget;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a format's writer does otherwise when a policy changes how much a model thinks. Found once for all requests that are
 * alike in what matters to it, which are most of a client's. Thread-safe.
 */
final class ThinkingPatches {
    private static final int MOST_KEPT = 512;

    private final Cache<Change, ObjectNode> known =
            Caffeine.newBuilder().executor(Runnable::run).maximumSize(MOST_KEPT).build();

    /** @param asked in brief */
    private record Change(UpstreamCodec codec, WireTarget target, ChatRequest asked, Optional<Reasoning> wanted) {}

    /** As {@link ThinkingEdit} finds it; not to be changed. @param asked before the policy, {@code wanted} under it */
    ObjectNode of(ChatRequest asked, ChatRequest wanted, WireTarget target, UpstreamCodec codec) {
        return known.get(new Change(codec, target, brief(asked), wanted.reasoning()), ThinkingPatches::find);
    }

    private static ObjectNode find(Change change) {
        return ThinkingEdit.patch(
                change.codec.format(),
                change.target.reasoning(),
                written(change, change.asked),
                written(change, change.asked.withReasoning(change.wanted)));
    }

    private static byte[] written(Change change, ChatRequest request) {
        return change.codec.writeRequest(request, change.target, new Losses()).body();
    }

    /**
     * What a writer makes of thinking does not depend on what was said, but for two questions: whether there are signed thoughts
     * to be read, and whether a tool's result is the last word, to a call that began with thoughts or not. Nor does it depend on
     * what tools do, but for their names; nor on who asks.
     */
    private static ChatRequest brief(ChatRequest request) {
        return new ChatRequest(
                request.model(),
                request.stream(),
                turns(request),
                request.tools().stream().map(ThinkingPatches::named).toList(),
                request.toolChoice(),
                request.parallelToolCalls(),
                request.sampling(),
                request.maxOutputTokens(),
                request.reasoning(),
                request.output(),
                CallerHints.NONE);
    }

    private static List<Message> turns(ChatRequest request) {
        List<Message> turns = new ArrayList<>(signedThoughts(request.messages()));
        turns.add(Message.text(Message.Role.USER, "?"));
        turns.addAll(toolLoop(request.messages()));
        return turns;
    }

    private static Collection<Message> signedThoughts(List<Message> messages) {
        Map<ModelFamily, Message> thoughts = new EnumMap<>(ModelFamily.class);
        for (Message message : messages) {
            for (ContentPart part : message.content()) {
                signedThought(part)
                        .ifPresent(thought -> thoughts.computeIfAbsent(
                                thought.family(), family -> new Message(Message.Role.ASSISTANT, List.of(thought))));
            }
        }
        return thoughts.values();
    }

    private static List<Message> toolLoop(List<Message> messages) {
        Message last = messages.get(messages.size() - 1);
        if (messages.size() < 2 || last.content().stream().noneMatch(ContentPart.ToolResult.class::isInstance)) {
            return List.of();
        }
        List<ContentPart> call = new ArrayList<>();
        messages.get(messages.size() - 2).content().stream().limit(1).forEach(first -> signedThought(first)
                .ifPresent(call::add));
        call.add(new ContentPart.ToolCall("call", "tool", "{}", false, Optional.empty()));
        ContentPart result = new ContentPart.ToolResult("call", List.of(new ContentPart.Text("done")), false);
        return List.of(new Message(Message.Role.ASSISTANT, call), new Message(Message.Role.USER, List.of(result)));
    }

    /** With other words and another signature, which no writer looks into. */
    private static Optional<ContentPart.Thinking> signedThought(ContentPart part) {
        return part instanceof ContentPart.Thinking thought
                        && thought.signature().isPresent()
                ? Optional.of(ContentPart.Thinking.signed("thought", thought.family(), "c2lnbmVk"))
                : Optional.empty();
    }

    private static Tool named(Tool tool) {
        if (tool instanceof Tool.Function function) {
            return new Tool.Function(function.name(), Optional.empty(), Optional.empty(), Optional.empty());
        }
        return tool instanceof Tool.Custom custom
                ? new Tool.Custom(custom.name(), Optional.empty(), Optional.empty())
                : tool;
    }
}
