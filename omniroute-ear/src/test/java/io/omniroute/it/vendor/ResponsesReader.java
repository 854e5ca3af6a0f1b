package io.omniroute.it.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.it.conversation.Call;
import io.omniroute.it.conversation.Seen;
import io.omniroute.it.conversation.Trees;

/** Understands a Responses request. */
final class ResponsesReader {
    private ResponsesReader() {}

    static Seen read(JsonNode body) {
        Seen seen = new Seen();
        seen.model = body.path("model").asText();
        seen.stream = body.path("stream").asBoolean();
        seen.thinking = body.at("/reasoning/effort").isTextual();
        seen.schema = body.at("/text/format/schema");
        seen.system = body.path("instructions").asText("");
        body.path("tools").forEach(tool -> seen.tools.put(tool.path("name").asText(), tool.path("parameters")));
        if (body.path("input").isTextual()) {
            seen.roles.add("user");
            seen.userTexts.add(body.path("input").textValue());
        }
        Trees.each(body.path("input")).forEach(item -> readItem(item, seen));
        return seen;
    }

    private static void readItem(JsonNode item, Seen seen) {
        switch (item.path("type").asText("message")) {
            case "function_call" -> {
                JsonNode arguments = Trees.parse(item.path("arguments").asText());
                seen.calls.add(new Call(
                        item.path("call_id").asText(), item.path("name").asText(), arguments));
            }
            case "function_call_output" -> {
                seen.roles.add("tool");
                String text = text(item.path("output"));
                seen.results.add(new Seen.SeenResult(item.path("call_id").asText(), text, false));
                readMedia(item.path("output"), seen);
            }
            case "reasoning" ->
                seen.signatures.add(item.path("encrypted_content").asText());
            default -> readMessage(item, seen);
        }
    }

    private static void readMessage(JsonNode item, Seen seen) {
        JsonNode content = item.path("content");
        switch (item.path("role").asText()) {
            case "system", "developer" -> seen.system += text(content);
            case "assistant" -> {
                seen.roles.add("assistant");
                seen.assistantTexts.add(text(content));
            }
            default -> {
                seen.roles.add("user");
                seen.userTexts.add(text(content));
                readMedia(content, seen);
            }
        }
    }

    private static void readMedia(JsonNode content, Seen seen) {
        for (JsonNode part : Trees.each(content)) {
            switch (part.path("type").asText()) {
                case "input_image" ->
                    seen.pictures.add(DataUrl.content(part.path("image_url").asText(), "image/png"));
                case "input_file" ->
                    seen.papers.add(DataUrl.content(part.path("file_data").asText(), "application/pdf"));
                default -> {}
            }
        }
    }

    private static String text(JsonNode content) {
        StringBuilder text = new StringBuilder(content.isTextual() ? content.textValue() : "");
        Trees.each(content).forEach(part -> text.append(part.path("text").asText("")));
        return text.toString();
    }
}
