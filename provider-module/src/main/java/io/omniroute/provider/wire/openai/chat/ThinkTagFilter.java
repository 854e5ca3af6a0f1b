package io.omniroute.provider.wire.openai.chat;

import java.util.List;
import java.util.function.Consumer;

/**
 * Splits content that opens with {@code <think>} (DeepSeek R1, Qwen, MiniMax on third-party hosts), {@code <thinking>}
 * or {@code <thought>} into thoughts and answer, however the tags are cut. Only a tag at the very start counts: later
 * ones may be part of an answer about such tags, and a lone closing tag cannot be told from one in a stream. White space
 * around the tags belongs to them. One per choice.
 */
final class ThinkTagFilter {
    private enum State {
        START,
        THOUGHT_LEAD,
        THOUGHT,
        TEXT_LEAD,
        TEXT
    }

    private static final List<String> TAGS = List.of("<think>", "<thinking>", "<thought>");

    private final Consumer<String> text;
    private final Consumer<String> thinking;
    private final StringBuilder held = new StringBuilder();
    private State state = State.START;
    private String closing = "";

    ThinkTagFilter(Consumer<String> text, Consumer<String> thinking) {
        this.text = text;
        this.thinking = thinking;
    }

    void accept(String delta) {
        held.append(delta);
        State before;
        do {
            before = state;
            switch (state) {
                case START -> open();
                case THOUGHT_LEAD -> skipSpace(State.THOUGHT);
                case THOUGHT -> think();
                case TEXT_LEAD -> skipSpace(State.TEXT);
                case TEXT -> release(text, held.length());
            }
        } while (state != before);
    }

    /** Lets go of what was held back for a tag that did not come. */
    void flush() {
        if (state == State.START) {
            state = State.TEXT;
        }
        release(state == State.TEXT ? text : thinking, held.length());
    }

    /** The vendor has a field of its own for thoughts, so tags in the content are content. */
    void disable() {
        if (state == State.START) {
            flush();
        }
    }

    private void open() {
        int start = spaceUntil();
        String rest = held.substring(start);
        for (String tag : TAGS) {
            if (rest.startsWith(tag)) {
                held.delete(0, start + tag.length());
                closing = "</" + tag.substring(1);
                state = State.THOUGHT_LEAD;
                return;
            }
        }
        if (TAGS.stream().noneMatch(tag -> tag.startsWith(rest))) {
            state = State.TEXT;
        }
    }

    private void think() {
        int end = held.indexOf(closing);
        if (end < 0) {
            release(thinking, held.length() - partialClosing());
            return;
        }
        release(thinking, end);
        held.delete(0, closing.length());
        state = State.TEXT_LEAD;
    }

    /** Length of the longest suffix that could begin the closing tag. */
    private int partialClosing() {
        for (int length = Math.min(held.length(), closing.length() - 1); length > 0; length--) {
            if (closing.startsWith(held.substring(held.length() - length))) {
                return length;
            }
        }
        return 0;
    }

    private void skipSpace(State next) {
        held.delete(0, spaceUntil());
        if (!held.isEmpty()) {
            state = next;
        }
    }

    private int spaceUntil() {
        int i = 0;
        while (i < held.length() && Character.isWhitespace(held.charAt(i))) {
            i++;
        }
        return i;
    }

    private void release(Consumer<String> sink, int length) {
        if (length > 0) {
            String released = held.substring(0, length);
            held.delete(0, length);
            sink.accept(released);
        }
    }
}
