package io.omniroute.provider.wire.openai.chat;

import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.Message;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Where a part stood in the request, however it was moved since; for naming losses. */
final class PartPaths {
    private final Map<ContentPart, String> paths = new IdentityHashMap<>();

    PartPaths(List<Message> messages) {
        for (int i = 0; i < messages.size(); i++) {
            note("messages[" + i + "]", messages.get(i).content());
        }
    }

    String of(ContentPart part) {
        return paths.getOrDefault(part, "messages");
    }

    private void note(String owner, List<ContentPart> parts) {
        for (int i = 0; i < parts.size(); i++) {
            String path = owner + ".content[" + i + "]";
            paths.put(parts.get(i), path);
            if (parts.get(i) instanceof ContentPart.ToolResult result) {
                note(path, result.content());
            }
        }
    }
}
