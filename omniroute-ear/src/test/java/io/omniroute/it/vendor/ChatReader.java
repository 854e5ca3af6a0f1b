package io.omniroute.it.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.it.conversation.Call;
import io.omniroute.it.conversation.Seen;
import io.omniroute.it.conversation.Trees;

/** Understands a Chat Completions request. */
final class ChatReader {
    private ChatReader() {}

    static Seen read(JsonNode body) {
        Seen seen = new Seen();
        seen.model = body.path("model").asText();
        seen.stream = body.path("stream").asBoolean();
        seen.thinking = body.path("reasoning_effort").isTextual();
        seen.schema = body.path("response_format").path("json_schema").path("schema");
        for (JsonNode tool : body.path("tools")) {
            seen.tools.put(tool.at("/function/name").asText(), tool.at("/function/parameters"));
        }
        body.path("messages").forEach(message -> readMessage(message, seen));
        return seen;
    }

    private static void readMessage(JsonNode message, Seen seen) {
        JsonNode content = message.path("content");
        switch (message.path("role").asText()) {
            case "system", "developer" -> seen.system += text(content);
            case "user" -> {
                seen.roles.add("user");
                readParts(content, seen);
            }
            case "assistant" -> {
                seen.roles.add("assistant");
                seen.assistantTexts.add(text(content));
                for (JsonNode call : message.path("tool_calls")) {
                    JsonNode arguments =
                            Trees.parse(call.at("/function/arguments").asText());
                    seen.calls.add(new Call(
                            call.path("id").asText(), call.at("/function/name").asText(), arguments));
                }
            }
            default -> {
                seen.roles.add("tool");
                String said = text(content);
                seen.results.add(
                        new Seen.SeenResult(message.path("tool_call_id").asText(), said, false));
            }
        }
    }

    private static void readParts(JsonNode content, Seen seen) {
        if (content.isTextual()) {
            seen.userTexts.add(content.textValue());
        }
        for (JsonNode part : Trees.each(content)) {
            switch (part.path("type").asText()) {
                case "text" -> seen.userTexts.add(part.path("text").asText());
                case "image_url" ->
                    seen.pictures.add(DataUrl.content(part.at("/image_url/url").asText(), "image/png"));
                default ->
                    seen.papers.add(DataUrl.content(part.at("/file/file_data").asText(), "application/pdf"));
            }
        }
    }

    private static String text(JsonNode content) {
        StringBuilder text = new StringBuilder(content.isTextual() ? content.textValue() : "");
        Trees.each(content).forEach(part -> text.append(part.path("text").asText()));
        return text.toString();
    }
}
