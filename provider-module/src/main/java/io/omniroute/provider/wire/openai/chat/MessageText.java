package io.omniroute.provider.wire.openai.chat;

import io.omniroute.provider.chat.ContentPart;
import java.util.List;

/**
 * The three texts a reply's message can have. Parts of a kind follow each other without a gap, exactly as the deltas of
 * a stream add up.
 */
record MessageText(String content, String refusal, String thoughts) {
    static MessageText of(List<ContentPart> parts) {
        StringBuilder content = new StringBuilder();
        StringBuilder refusal = new StringBuilder();
        StringBuilder thoughts = new StringBuilder();
        for (ContentPart part : parts) {
            if (part instanceof ContentPart.Text text) {
                content.append(text.text());
            } else if (part instanceof ContentPart.Refusal refused) {
                refusal.append(refused.text());
            } else if (part instanceof ContentPart.Thinking thinking) {
                thoughts.append(thinking.text());
            }
        }
        return new MessageText(content.toString(), refusal.toString(), thoughts.toString());
    }
}
