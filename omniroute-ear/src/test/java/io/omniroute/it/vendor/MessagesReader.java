package io.omniroute.it.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.it.conversation.Call;
import io.omniroute.it.conversation.Seen;
import io.omniroute.it.conversation.Trees;

/** Understands a Messages request. */
final class MessagesReader {
    private MessagesReader() {}

    static Seen read(JsonNode body) {
        Seen seen = new Seen();
        seen.model = body.path("model").asText();
        seen.stream = body.path("stream").asBoolean();
        seen.thinking = !body.at("/thinking/type").asText("disabled").equals("disabled");
        seen.schema = body.at("/output_config/format/schema");
        seen.system = text(body.path("system"));
        body.path("tools").forEach(tool -> seen.tools.put(tool.path("name").asText(), tool.path("input_schema")));
        for (JsonNode message : body.path("messages")) {
            String role = message.path("role").asText();
            JsonNode content = message.path("content");
            boolean results = content.path(0).path("type").asText().equals("tool_result");
            seen.roles.add(results ? "tool" : role);
            if (content.isTextual()) {
                (role.equals("user") ? seen.userTexts : seen.assistantTexts).add(content.textValue());
            }
            Trees.each(content).forEach(block -> readBlock(block, role, seen));
        }
        return seen;
    }

    private static void readBlock(JsonNode block, String role, Seen seen) {
        switch (block.path("type").asText()) {
            case "text" ->
                (role.equals("user") ? seen.userTexts : seen.assistantTexts)
                        .add(block.path("text").asText());
            case "image" -> seen.pictures.add(block.at("/source/data").asText());
            case "document" -> seen.papers.add(block.at("/source/data").asText());
            case "thinking" -> seen.signatures.add(block.path("signature").asText());
            case "tool_use" ->
                seen.calls.add(
                        new Call(block.path("id").asText(), block.path("name").asText(), block.path("input")));
            case "tool_result" -> {
                JsonNode content = block.path("content");
                boolean failed = block.path("is_error").asBoolean();
                seen.results.add(new Seen.SeenResult(block.path("tool_use_id").asText(), text(content), failed));
                Trees.each(content).stream()
                        .filter(part -> !part.path("type").asText().equals("text"))
                        .forEach(part -> readBlock(part, role, seen));
            }
            default -> throw new Refusal("unknown block " + block.path("type"));
        }
    }

    private static String text(JsonNode content) {
        StringBuilder text = new StringBuilder(content.isTextual() ? content.textValue() : "");
        Trees.each(content).forEach(part -> text.append(part.path("text").asText("")));
        return text.toString();
    }
}
