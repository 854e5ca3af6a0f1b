package io.omniroute.provider.wire;

import java.util.Map;
import java.util.Objects;

/**
 * A request in a vendor's format, ready to send.
 *
 * @param body UTF-8 JSON; not copied, nobody may change it
 * @param headers what this body needs beside the provider's own headers (such as a beta flag); usually empty
 * @param toolNames how to restore tool names in the reply
 */
public record UpstreamRequest(byte[] body, Map<String, String> headers, ToolNames toolNames) {
    public UpstreamRequest {
        Objects.requireNonNull(body, "body");
        headers = Map.copyOf(headers);
        Objects.requireNonNull(toolNames, "toolNames");
    }
}
