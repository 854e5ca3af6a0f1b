package io.omniroute.it.client;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.genai.types.Content;
import com.google.genai.types.FunctionDeclaration;
import com.google.genai.types.FunctionResponse;
import com.google.genai.types.FunctionResponseBlob;
import com.google.genai.types.FunctionResponsePart;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.Part;
import com.google.genai.types.ThinkingConfig;
import com.google.genai.types.Tool;
import io.omniroute.it.conversation.Ask;
import io.omniroute.it.conversation.ToolResult;
import io.omniroute.it.conversation.Turn;
import java.util.List;
import java.util.Map;

/** Writes an ask with the builders of {@code google-genai}. */
final class GenerateAsks {
    private static final JsonMapper MAPPER = new JsonMapper();

    private GenerateAsks() {}

    static List<Content> contents(Ask ask) {
        return ask.turns().stream().map(GenerateAsks::content).toList();
    }

    static GenerateContentConfig config(Ask ask) {
        GenerateContentConfig.Builder config = GenerateContentConfig.builder().maxOutputTokens(Ask.MAX_TOKENS);
        ask.system().ifPresent(text -> config.systemInstruction(Content.fromParts(Part.fromText(text))));
        if (!ask.tools().isEmpty()) {
            config.tools(Tool.builder()
                    .functionDeclarations(ask.tools().stream()
                            .map(tool -> FunctionDeclaration.builder()
                                    .name(tool.name())
                                    .description(tool.description())
                                    .parametersJsonSchema(map(tool.schema()))
                                    .build())
                            .toList())
                    .build());
        }
        ask.schema()
                .ifPresent(schema -> config.responseMimeType("application/json").responseJsonSchema(map(schema)));
        if (ask.thinking()) {
            config.thinkingConfig(ThinkingConfig.builder().includeThoughts(true).thinkingBudget(2048));
        }
        return config.build();
    }

    private static Content content(Turn turn) {
        return switch (turn) {
            case Turn.User user -> user(Part.fromText(user.text()));
            case Turn.Picture picture ->
                user(Part.fromText(picture.text()), Part.fromBytes(picture.png(), "image/png"));
            case Turn.Paper paper -> user(Part.fromText(paper.text()), Part.fromBytes(paper.pdf(), "application/pdf"));
            case Turn.Answered answered -> (Content) answered.heard().original();
            case Turn.Results results ->
                user(results.results().stream().map(GenerateAsks::result).toArray(Part[]::new));
        };
    }

    private static Content user(Part... parts) {
        return Content.builder().role("user").parts(List.of(parts)).build();
    }

    private static Part result(ToolResult result) {
        FunctionResponse.Builder response = FunctionResponse.builder()
                .name(result.call().name())
                .response(Map.of(result.failed() ? "error" : "output", result.text()));
        if (!result.call().id().isEmpty()) {
            response.id(result.call().id());
        }
        result.png()
                .ifPresent(png -> response.parts(FunctionResponsePart.builder()
                        .inlineData(FunctionResponseBlob.builder()
                                .mimeType("image/png")
                                .data(png))
                        .build()));
        return Part.builder().functionResponse(response.build()).build();
    }

    private static Map<String, Object> map(JsonNode schema) {
        return MAPPER.convertValue(schema, new TypeReference<>() {});
    }
}
