package io.omniroute.bench;

/**
 * Where a load goes and what it asks.
 *
 * @param key sent as bearer token; the direct vendor does not look at it
 * @param modelPrefix what the gateway wants before a model's name
 * @param distinct whether no call is like another: a number in the prompt and in an idempotency key
 */
record Endpoint(int port, String path, String key, String modelPrefix, boolean distinct) {
    private static final String PROMPT = "Tell me about the quick brown fox and the lazy dog, at length. ".repeat(12);

    /** One that is answered whole. */
    Request wholeRequest() {
        return request("whole", false);
    }

    /** One for a stream with a chunk every so often. */
    Request streamRequest(int everyMillis) {
        return request("every-" + everyMillis, true);
    }

    private Request request(String model, boolean stream) {
        String usage = stream && path.endsWith("completions") ? ",\"stream_options\":{\"include_usage\":true}" : "";
        String certain = distinct ? ",\"temperature\":0" : ""; // only such answers are kept in the exact cache
        String prompt = distinct ? PROMPT + Request.NUMBER : PROMPT;
        String body = "{\"model\":\"" + modelPrefix + model + "\",\"max_tokens\":500,\"stream\":" + stream + usage
                + certain + ",\"messages\":[{\"role\":\"user\",\"content\":\"" + prompt + "\"}]}";
        String head = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                + "\r\nAuthorization: Bearer " + key
                + (distinct ? "\r\nIdempotency-Key: bench-" + Request.NUMBER : "")
                + "\r\nContent-Type: application/json\r\nAccept: */*\r\nUser-Agent: omniroute-bench\r\nContent-Length: "
                + body.length() + "\r\n\r\n";
        return new Request(head + body);
    }
}
