package io.omniroute.it.client;

import com.anthropic.core.JsonValue;
import com.anthropic.models.messages.Base64ImageSource;
import com.anthropic.models.messages.Base64PdfSource;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.JsonOutputFormat;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.MessageParam;
import com.anthropic.models.messages.OutputConfig;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.it.conversation.Ask;
import io.omniroute.it.conversation.ToolResult;
import io.omniroute.it.conversation.ToolSpec;
import io.omniroute.it.conversation.Turn;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes an ask with the builders of {@code anthropic-java}. */
final class MessagesAsks {
    private MessagesAsks() {}

    static MessageCreateParams params(Ask ask) {
        MessageCreateParams.Builder params =
                MessageCreateParams.builder().model(ask.model()).maxTokens(Ask.MAX_TOKENS);
        ask.system().ifPresent(params::system);
        ask.turns().forEach(turn -> add(turn, params));
        for (ToolSpec tool : ask.tools()) {
            params.addTool(Tool.builder()
                    .name(tool.name())
                    .description(tool.description())
                    .inputSchema(inputSchema(tool.schema()))
                    .build());
        }
        ask.schema()
                .ifPresent(schema -> params.outputConfig(OutputConfig.builder()
                        .format(JsonOutputFormat.builder()
                                .schema(JsonOutputFormat.Schema.builder()
                                        .putAllAdditionalProperties(members(schema))
                                        .build())
                                .build())
                        .build()));
        if (ask.thinking()) {
            params.enabledThinking(2048);
        }
        return params.build();
    }

    private static Tool.InputSchema inputSchema(JsonNode schema) {
        Map<String, JsonValue> members = members(schema);
        members.remove("type");
        return Tool.InputSchema.builder().putAllAdditionalProperties(members).build();
    }

    private static void add(Turn turn, MessageCreateParams.Builder params) {
        switch (turn) {
            case Turn.User user -> params.addUserMessage(user.text());
            case Turn.Picture picture ->
                params.addUserMessageOfContentBlockParams(List.of(
                        ContentBlockParam.ofText(picture.text()), ContentBlockParam.ofImage(png(picture.png()))));
            case Turn.Paper paper ->
                params.addUserMessageOfContentBlockParams(List.of(
                        ContentBlockParam.ofText(paper.text()),
                        ContentBlockParam.ofDocument(Base64PdfSource.builder()
                                .data(Base64.getEncoder().encodeToString(paper.pdf()))
                                .build())));
            case Turn.Answered answered ->
                params.addMessage((MessageParam) answered.heard().original());
            case Turn.Results results ->
                params.addUserMessageOfContentBlockParams(results.results().stream()
                        .map(result -> ContentBlockParam.ofToolResult(result(result)))
                        .toList());
        }
    }

    private static ToolResultBlockParam result(ToolResult result) {
        List<ToolResultBlockParam.Content.Block> blocks = new ArrayList<>();
        blocks.add(ToolResultBlockParam.Content.Block.ofText(result.text()));
        result.png().ifPresent(png -> blocks.add(ToolResultBlockParam.Content.Block.ofImage(png(png))));
        ToolResultBlockParam.Builder param =
                ToolResultBlockParam.builder().toolUseId(result.call().id()).contentOfBlocks(blocks);
        if (result.failed()) {
            param.isError(true);
        }
        return param.build();
    }

    private static Base64ImageSource png(byte[] png) {
        return Base64ImageSource.builder()
                .mediaType(Base64ImageSource.MediaType.IMAGE_PNG)
                .data(Base64.getEncoder().encodeToString(png))
                .build();
    }

    private static Map<String, JsonValue> members(JsonNode object) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        object.properties().forEach(member -> members.put(member.getKey(), JsonValue.fromJsonNode(member.getValue())));
        return members;
    }
}
