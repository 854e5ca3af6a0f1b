package io.omniroute.provider.wire.openai.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.OutputFormat;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.JsonView;

/** {@code text.format}: flat, unlike Chat Completions' nested {@code response_format}. */
final class OutputFormatJson {
    private OutputFormatJson() {}

    static OutputFormat read(JsonView format) {
        return switch (format.text("type")) {
            case "text" -> new OutputFormat.PlainText();
            case "json_object" -> new OutputFormat.Json();
            case "json_schema" ->
                new OutputFormat.Schema(
                        format.text("name"),
                        format.optionalText("description"),
                        format.at("schema").requireObject().jsonText(),
                        format.optionalBoolean("strict"));
            default -> throw format.at("type").fault("'text.format.type' must be text, json_object or json_schema.");
        };
    }

    static ObjectNode write(OutputFormat format) {
        ObjectNode node = Json.object();
        switch (format) {
            case OutputFormat.PlainText ignored -> node.put("type", "text");
            case OutputFormat.Json ignored -> node.put("type", "json_object");
            case OutputFormat.Schema schema -> {
                node.put("type", "json_schema").put("name", schema.name());
                schema.description().ifPresent(text -> node.put("description", text));
                node.set("schema", Json.parse(schema.schema()));
                schema.strict().ifPresent(strict -> node.put("strict", strict));
            }
        }
        return node;
    }
}
