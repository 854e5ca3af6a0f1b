package io.omniroute.provider.wire.gemini.generate;

import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * Joins what a stream has cut: Google's SDKs keep every streamed fragment as a part of its own and send them all back, a
 * sentence in many text parts and a thought apart from its signature. Parts with a signature are never joined to what follows
 * (Gemini API, thought signatures).
 */
final class Fragments {
    private final List<ContentPart> joined = new ArrayList<>();

    private Fragments() {}

    static Message join(Message turn) {
        Fragments fragments = new Fragments();
        turn.content().forEach(fragments::add);
        return new Message(turn.role(), fragments.joined);
    }

    private void add(ContentPart part) {
        ContentPart last = joined.isEmpty() ? part : joined.get(joined.size() - 1);
        if (joined.isEmpty()) {
            joined.add(part);
        } else if (part instanceof ContentPart.Thinking thought && isKnown(thought)) {
            return; // a client that kept the thought also sends it with the call that it led to
        } else if (part instanceof ContentPart.Thinking thought
                && last instanceof ContentPart.Thinking before
                && before.signature().isEmpty()
                && before.text().equals(thought.text())) {
            replaceLast(thought); // the same with a client that kept the text only
        } else if (part instanceof ContentPart.Text text && last instanceof ContentPart.Text before) {
            replaceLast(new ContentPart.Text(before.text() + text.text()));
        } else if (part instanceof ContentPart.Thinking thought
                && last instanceof ContentPart.Thinking before
                && before.signature().isEmpty()
                && !thought.redacted()) {
            replaceLast(new ContentPart.Thinking(
                    before.text() + thought.text(), thought.family(), thought.signature(), false, thought.id()));
        } else {
            joined.add(part);
        }
    }

    private boolean isKnown(ContentPart.Thinking thought) {
        return thought.signature().isPresent()
                && joined.stream()
                        .anyMatch(part -> part instanceof ContentPart.Thinking known
                                && known.family() == thought.family()
                                && known.signature().equals(thought.signature()));
    }

    private void replaceLast(ContentPart part) {
        joined.set(joined.size() - 1, part);
    }
}
