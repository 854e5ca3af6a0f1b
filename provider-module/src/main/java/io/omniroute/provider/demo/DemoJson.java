package io.omniroute.provider.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The demo's answers on the wire: OpenAI Chat Completions. */
final class DemoJson {
    static final String MODEL = "echo";

    private DemoJson() {}

    static byte[] completion(Echo echo) {
        ObjectNode body = head(echo, "chat.completion");
        ObjectNode choice = body.putArray("choices").addObject().put("index", 0);
        choice.putObject("message")
                .put("role", "assistant")
                .put("content", echo.text())
                .putNull("refusal");
        choice.putNull("logprobs").put("finish_reason", "stop");
        addUsage(body, echo);
        return Json.bytes(body);
    }

    /** The frames of a stream: role, a frame a word, finish, usage where it was asked for, end. */
    static List<byte[]> chunks(Echo echo, boolean includeUsage) {
        List<byte[]> frames = new ArrayList<>();
        ObjectNode first = head(echo, "chat.completion.chunk");
        delta(first).put("role", "assistant").put("content", "");
        frames.add(frame(first));
        for (String word : echo.words()) {
            ObjectNode chunk = head(echo, "chat.completion.chunk");
            delta(chunk).put("content", word);
            frames.add(frame(chunk));
        }
        ObjectNode last = head(echo, "chat.completion.chunk");
        delta(last);
        ((ObjectNode) last.get("choices").get(0)).put("finish_reason", "stop");
        frames.add(frame(last));
        if (includeUsage) {
            ObjectNode usage = head(echo, "chat.completion.chunk");
            usage.putArray("choices");
            addUsage(usage, echo);
            frames.add(frame(usage));
        }
        frames.add("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
        return frames;
    }

    static byte[] modelList() {
        ObjectNode list = Json.object().put("object", "list");
        list.putArray("data")
                .addObject()
                .put("id", MODEL)
                .put("object", "model")
                .put("created", 0)
                .put("owned_by", "omniroute");
        return Json.bytes(list);
    }

    static byte[] error(String type, String message, String code) {
        ObjectNode body = Json.object();
        body.putObject("error")
                .put("message", message)
                .put("type", type)
                .putNull("param")
                .put("code", code);
        return Json.bytes(body);
    }

    private static ObjectNode head(Echo echo, String object) {
        return Json.object()
                .put("id", echo.id())
                .put("object", object)
                .put("created", echo.created())
                .put("model", MODEL);
    }

    private static ObjectNode delta(ObjectNode chunk) {
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        ObjectNode delta = choice.putObject("delta");
        choice.putNull("logprobs").putNull("finish_reason");
        return delta;
    }

    private static void addUsage(ObjectNode body, Echo echo) {
        body.putObject("usage")
                .put("prompt_tokens", echo.promptTokens())
                .put("completion_tokens", echo.completionTokens())
                .put("total_tokens", echo.promptTokens() + echo.completionTokens());
    }

    private static byte[] frame(ObjectNode chunk) {
        return ("data: " + Json.text(chunk) + "\n\n").getBytes(StandardCharsets.UTF_8);
    }
}
