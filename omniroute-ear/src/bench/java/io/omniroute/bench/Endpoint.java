package io.omniroute.bench;

import java.nio.charset.StandardCharsets;

/**
 * Where a load goes and what it asks.
 *
 * @param key sent as bearer token; the direct vendor does not look at it
 * @param modelPrefix what the gateway wants before a model's name
 */
record Endpoint(int port, String path, String key, String modelPrefix) {
    private static final String PROMPT = "Tell me about the quick brown fox and the lazy dog, at length. ".repeat(12);

    /** The bytes of a request that is answered whole. */
    byte[] wholeRequest() {
        return request("whole", false);
    }

    /** The bytes of a request for a stream with a chunk every so often. */
    byte[] streamRequest(int everyMillis) {
        return request("every-" + everyMillis, true);
    }

    private byte[] request(String model, boolean stream) {
        String usage = stream && path.endsWith("completions") ? ",\"stream_options\":{\"include_usage\":true}" : "";
        String body = "{\"model\":\"" + modelPrefix + model + "\",\"max_tokens\":500,\"stream\":" + stream + usage
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"" + PROMPT + "\"}]}";
        String head = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                + "\r\nAuthorization: Bearer " + key
                + "\r\nContent-Type: application/json\r\nAccept: */*\r\nUser-Agent: omniroute-bench\r\nContent-Length: "
                + body.length() + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.US_ASCII);
    }
}
