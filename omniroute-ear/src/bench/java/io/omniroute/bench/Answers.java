package io.omniroute.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What the vendor says, made once: the bytes of a whole OpenAI chat completion and of a stream of 50 chunks. */
final class Answers {
    static final int CHUNKS = 50;

    private static final String TEXT = "The quick brown fox jumps over the lazy dog. ".repeat(12);

    static final byte[] WHOLE = whole();
    static final byte[] STREAM_HEAD = ascii("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
            + "Cache-Control: no-cache\r\nTransfer-Encoding: chunked\r\n\r\n");
    /** Each in an HTTP chunk of its own; the last one holds the end of the stream too. */
    static final byte[][] EVENTS = events();

    private Answers() {}

    static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] whole() {
        String body = """
                {"id":"chatcmpl-bench","object":"chat.completion","created":1750000000,"model":"bench-1","choices":[{"index":0,\
                "message":{"role":"assistant","content":"%s","refusal":null},"logprobs":null,"finish_reason":"stop"}],\
                "usage":{"prompt_tokens":200,"completion_tokens":120,"total_tokens":320,\
                "prompt_tokens_details":{"cached_tokens":0},"completion_tokens_details":{"reasoning_tokens":0}}}""".formatted(TEXT);
        return ascii("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body);
    }

    private static byte[][] events() {
        byte[][] events = new byte[CHUNKS][];
        for (int i = 0; i < CHUNKS - 1; i++) {
            String delta =
                    i == 0 ? "{\"role\":\"assistant\",\"content\":\"Once\"}" : "{\"content\":\" word" + i + "\"}";
            events[i] =
                    ascii(httpChunk(event("[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":null}]", "null")));
        }
        String usage = "{\"prompt_tokens\":200,\"completion_tokens\":50,\"total_tokens\":250}";
        String last = event("[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]", usage) + "data: [DONE]\n\n";
        events[CHUNKS - 1] = ascii(httpChunk(last) + "0\r\n\r\n");
        return events;
    }

    private static String event(String choices, String usage) {
        return "data: {\"id\":\"chatcmpl-bench\",\"object\":\"chat.completion.chunk\",\"created\":1750000000,"
                + "\"model\":\"bench-1\",\"choices\":" + choices + ",\"usage\":" + usage + "}\n\n";
    }

    private static String httpChunk(String data) {
        return Integer.toHexString(data.length()) + "\r\n" + data + "\r\n";
    }
}
