package io.omniroute.provider.wire;

import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.chat.GatewayException;
import java.util.function.Consumer;

/** Turns a vendor's SSE frames into events. Confined to one thread. */
public interface StreamDecoder {
    /** @throws GatewayException UPSTREAM_GARBLED when the frame is not what the format promises */
    void accept(SseFrame frame, Consumer<ChatEvent> sink);

    /**
     * The vendor closed the stream. Emits what was held back, and {@link ChatEvent.Failed} (UPSTREAM_GARBLED) when the
     * reply was not complete.
     */
    void end(Consumer<ChatEvent> sink);
}
