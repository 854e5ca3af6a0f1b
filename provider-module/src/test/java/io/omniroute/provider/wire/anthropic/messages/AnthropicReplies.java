package io.omniroute.provider.wire.anthropic.messages;

import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.Message;
import io.omniroute.provider.wire.Envelope;
import io.omniroute.provider.wire.ReplyContext;
import io.omniroute.provider.wire.StreamEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Runs events through the encoder. */
final class AnthropicReplies {
    static final ReplyContext CONTEXT = new ReplyContext(
            "req-1",
            Instant.EPOCH,
            Envelope.ofPath("acme/model", true, false),
            ChatRequest.of("acme/model", List.of(Message.text(Message.Role.USER, "x"))));

    private AnthropicReplies() {}

    static byte[] encode(List<ChatEvent> events) {
        StreamEncoder encoder = new AnthropicClientCodec().newStreamEncoder(CONTEXT);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            for (ChatEvent event : events) {
                encoder.encode(event, out);
            }
            encoder.end(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** The frames' data without their repeated type, one a line. */
    static List<String> trace(List<ChatEvent> events) {
        return lines(encode(events));
    }

    static List<String> lines(byte[] sse) {
        return new String(sse, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> line.substring(6))
                .toList();
    }
}
