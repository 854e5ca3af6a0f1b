package io.omniroute.provider.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Folds the events of a reply into a {@link ChatResponse}. One per reply, confined to one thread.
 *
 * <p>Neighbouring deltas of one kind are one part; a tool call stands where it started, however its arguments
 * interleave with others.
 */
public final class ChatResponseBuilder {
    private final Map<Integer, ChoiceBuilder> choices = new TreeMap<>();
    private String id = "";
    private String model = "";
    private Usage usage = Usage.NONE;

    /** Folds all of them. @throws GatewayException on {@link ChatEvent.Failed} */
    public static ChatResponse fold(Iterable<ChatEvent> events) {
        ChatResponseBuilder builder = new ChatResponseBuilder();
        events.forEach(builder::accept);
        return builder.build();
    }

    /** @throws GatewayException on {@link ChatEvent.Failed} */
    public void accept(ChatEvent event) {
        switch (event) {
            case ChatEvent.Started started -> {
                id = started.id();
                model = started.model();
            }
            case ChatEvent.TextDelta e -> choice(e.choice()).text(e.text());
            case ChatEvent.RefusalDelta e -> choice(e.choice()).refusal(e.text());
            case ChatEvent.ThinkingDelta e -> choice(e.choice()).thinking(e.text());
            case ChatEvent.ThinkingSigned e -> choice(e.choice()).signed(e);
            case ChatEvent.ToolCallStarted e -> choice(e.choice()).toolStarted(e);
            case ChatEvent.ToolArguments e -> choice(e.choice()).toolArguments(e);
            case ChatEvent.ToolCallEnded ignored -> {}
            case ChatEvent.MediaProduced e -> choice(e.choice()).media(e.media());
            case ChatEvent.Finished e -> choice(e.choice()).finished(e);
            case ChatEvent.UsageReported e -> usage = e.usage();
            case ChatEvent.Failed e -> throw new GatewayException(e.failure());
        }
    }

    /** What came so far; a reply without any choice gets one empty choice. */
    public ChatResponse build() {
        List<ChatResponse.Choice> built = new ArrayList<>();
        choices.values().forEach(choice -> built.add(choice.build()));
        if (built.isEmpty()) {
            built.add(new ChatResponse.Choice(List.of(), FinishReason.STOP, Optional.empty()));
        }
        return new ChatResponse(id, model, built, usage);
    }

    private ChoiceBuilder choice(int number) {
        return choices.computeIfAbsent(number, ignored -> new ChoiceBuilder());
    }

    /** One choice under construction: finished parts, with placeholders for tool calls that are still growing. */
    private static final class ChoiceBuilder {
        private enum Open {
            NOTHING,
            TEXT,
            REFUSAL,
            THINKING
        }

        private final List<ContentPart> parts = new ArrayList<>();
        private final Map<Integer, Integer> positionOfTool = new TreeMap<>();
        private final Map<Integer, StringBuilder> argumentsOfTool = new TreeMap<>();
        private final StringBuilder open = new StringBuilder();
        private Open kind = Open.NOTHING;
        private FinishReason reason = FinishReason.STOP;
        private Optional<String> stopSequence = Optional.empty();

        void text(String delta) {
            append(Open.TEXT, delta);
        }

        void refusal(String delta) {
            append(Open.REFUSAL, delta);
        }

        void thinking(String delta) {
            append(Open.THINKING, delta);
        }

        void signed(ChatEvent.ThinkingSigned e) {
            String text = kind == Open.THINKING && !e.redacted() ? open.toString() : "";
            if (kind == Open.THINKING && !e.redacted()) {
                open.setLength(0);
                kind = Open.NOTHING;
            } else {
                close();
            }
            parts.add(new ContentPart.Thinking(text, e.family(), Optional.of(e.signature()), e.redacted(), e.id()));
        }

        void toolStarted(ChatEvent.ToolCallStarted e) {
            close();
            positionOfTool.put(e.index(), parts.size());
            argumentsOfTool.put(e.index(), new StringBuilder());
            parts.add(new ContentPart.ToolCall(e.id(), e.name(), "", e.custom(), e.signature()));
        }

        void toolArguments(ChatEvent.ToolArguments e) {
            StringBuilder arguments = argumentsOfTool.get(e.index());
            if (arguments == null) {
                throw new IllegalStateException("arguments for a tool call that never started: " + e.index());
            }
            arguments.append(e.fragment());
        }

        void media(ContentPart media) {
            close();
            parts.add(media);
        }

        void finished(ChatEvent.Finished e) {
            reason = e.reason();
            stopSequence = e.stopSequence();
        }

        ChatResponse.Choice build() {
            close();
            positionOfTool.forEach((index, position) -> {
                ContentPart.ToolCall head = (ContentPart.ToolCall) parts.get(position);
                String arguments = argumentsOfTool.get(index).toString();
                parts.set(
                        position,
                        new ContentPart.ToolCall(head.id(), head.name(), arguments, head.custom(), head.signature()));
            });
            return new ChatResponse.Choice(parts, reason, stopSequence);
        }

        private void append(Open wanted, String delta) {
            if (kind != wanted) {
                close();
                kind = wanted;
            }
            open.append(delta);
        }

        private void close() {
            String text = open.toString();
            open.setLength(0);
            switch (kind) {
                case NOTHING -> {}
                case TEXT -> parts.add(new ContentPart.Text(text));
                case REFUSAL -> parts.add(new ContentPart.Refusal(text));
                case THINKING -> parts.add(ContentPart.Thinking.unsigned(text));
            }
            kind = Open.NOTHING;
        }
    }
}
