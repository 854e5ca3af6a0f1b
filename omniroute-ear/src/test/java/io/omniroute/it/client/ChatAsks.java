package io.omniroute.it.client;

import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.ReasoningEffort;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.chat.completions.ChatCompletionAssistantMessageParam;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionContentPartText;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import io.omniroute.it.conversation.Ask;
import io.omniroute.it.conversation.ToolResult;
import io.omniroute.it.conversation.ToolSpec;
import io.omniroute.it.conversation.Turn;
import java.util.Base64;
import java.util.List;

/** Writes an ask with the builders of {@code openai-java} for Chat Completions. */
final class ChatAsks {
    private ChatAsks() {}

    static ChatCompletionCreateParams params(Ask ask, boolean streamed) {
        ChatCompletionCreateParams.Builder params =
                ChatCompletionCreateParams.builder().model(ask.model()).maxCompletionTokens(Ask.MAX_TOKENS);
        ask.system().ifPresent(params::addSystemMessage);
        ask.turns().forEach(turn -> add(turn, params));
        for (ToolSpec tool : ask.tools()) {
            params.addFunctionTool(FunctionDefinition.builder()
                    .name(tool.name())
                    .description(tool.description())
                    .parameters(FunctionParameters.builder()
                            .putAllAdditionalProperties(OpenAiSdk.members(tool.schema()))
                            .build())
                    .build());
        }
        ask.schema()
                .ifPresent(schema -> params.responseFormat(ResponseFormatJsonSchema.builder()
                        .jsonSchema(ResponseFormatJsonSchema.JsonSchema.builder()
                                .name("city")
                                .strict(true)
                                .schema(ResponseFormatJsonSchema.JsonSchema.Schema.builder()
                                        .putAllAdditionalProperties(OpenAiSdk.members(schema))
                                        .build())
                                .build())
                        .build()));
        if (ask.thinking()) {
            params.reasoningEffort(ReasoningEffort.LOW);
        }
        if (streamed) {
            params.streamOptions(
                    ChatCompletionStreamOptions.builder().includeUsage(true).build());
        }
        return params.build();
    }

    private static void add(Turn turn, ChatCompletionCreateParams.Builder params) {
        switch (turn) {
            case Turn.User user -> params.addUserMessage(user.text());
            case Turn.Picture picture ->
                params.addUserMessageOfArrayOfContentParts(List.of(text(picture.text()), image(picture.png())));
            case Turn.Paper paper ->
                params.addUserMessageOfArrayOfContentParts(List.of(text(paper.text()), file(paper.pdf())));
            case Turn.Answered answered ->
                params.addMessage(
                        (ChatCompletionAssistantMessageParam) answered.heard().original());
            case Turn.Results results -> results.results().forEach(result -> params.addMessage(result(result)));
        }
    }

    /** Chat Completions has no word for a failed tool and no room for pictures in its answers. */
    private static ChatCompletionToolMessageParam result(ToolResult result) {
        return ChatCompletionToolMessageParam.builder()
                .toolCallId(result.call().id())
                .content(result.text())
                .build();
    }

    private static ChatCompletionContentPart text(String text) {
        return ChatCompletionContentPart.ofText(
                ChatCompletionContentPartText.builder().text(text).build());
    }

    private static ChatCompletionContentPart image(byte[] png) {
        return ChatCompletionContentPart.ofImageUrl(ChatCompletionContentPartImage.builder()
                .imageUrl(ChatCompletionContentPartImage.ImageUrl.builder()
                        .url("data:image/png;base64," + Base64.getEncoder().encodeToString(png))
                        .build())
                .build());
    }

    private static ChatCompletionContentPart file(byte[] pdf) {
        return ChatCompletionContentPart.ofFile(ChatCompletionContentPart.File.builder()
                .file(ChatCompletionContentPart.File.FileObject.builder()
                        .filename("paper.pdf")
                        .fileData("data:application/pdf;base64,"
                                + Base64.getEncoder().encodeToString(pdf))
                        .build())
                .build());
    }
}
