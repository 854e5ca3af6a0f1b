package io.omniroute.provider.wire.openai.chat;

import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.Message;
import io.omniroute.provider.wire.Envelope;
import io.omniroute.provider.wire.ReplyContext;
import java.time.Instant;
import java.util.List;

final class Contexts {
    private Contexts() {}

    static ReplyContext of(boolean includeUsage) {
        return new ReplyContext(
                "req1",
                Instant.parse("2026-03-01T12:00:00Z"),
                new Envelope("acme/model", true, includeUsage, false, -1, -1),
                ChatRequest.of("acme/model", List.of(Message.text(Message.Role.USER, "Hi"))));
    }
}
