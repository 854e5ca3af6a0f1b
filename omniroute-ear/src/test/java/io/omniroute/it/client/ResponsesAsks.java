package io.omniroute.it.client;

import com.openai.models.Reasoning;
import com.openai.models.ReasoningEffort;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFormatTextJsonSchemaConfig;
import com.openai.models.responses.ResponseFunctionCallOutputItem;
import com.openai.models.responses.ResponseIncludable;
import com.openai.models.responses.ResponseInputContent;
import com.openai.models.responses.ResponseInputFile;
import com.openai.models.responses.ResponseInputImage;
import com.openai.models.responses.ResponseInputImageContent;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseInputText;
import com.openai.models.responses.ResponseInputTextContent;
import com.openai.models.responses.ResponseTextConfig;
import io.omniroute.it.conversation.Ask;
import io.omniroute.it.conversation.ToolResult;
import io.omniroute.it.conversation.ToolSpec;
import io.omniroute.it.conversation.Turn;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Writes an ask with the builders of {@code openai-java} for Responses. */
final class ResponsesAsks {
    private ResponsesAsks() {}

    static ResponseCreateParams params(Ask ask) {
        ResponseCreateParams.Builder params = ResponseCreateParams.builder()
                .model(ask.model())
                .maxOutputTokens(Ask.MAX_TOKENS)
                .store(false);
        ask.system().ifPresent(params::instructions);
        List<ResponseInputItem> input = new ArrayList<>();
        ask.turns().forEach(turn -> add(turn, input));
        params.inputOfResponse(input);
        for (ToolSpec tool : ask.tools()) {
            params.addTool(FunctionTool.builder()
                    .name(tool.name())
                    .description(tool.description())
                    .strict(false)
                    .parameters(FunctionTool.Parameters.builder()
                            .putAllAdditionalProperties(OpenAiSdk.members(tool.schema()))
                            .build())
                    .build());
        }
        ask.schema()
                .ifPresent(schema -> params.text(ResponseTextConfig.builder()
                        .format(ResponseFormatTextJsonSchemaConfig.builder()
                                .name("city")
                                .strict(true)
                                .schema(ResponseFormatTextJsonSchemaConfig.Schema.builder()
                                        .putAllAdditionalProperties(OpenAiSdk.members(schema))
                                        .build())
                                .build())
                        .build()));
        if (ask.thinking()) {
            params.reasoning(Reasoning.builder()
                    .effort(ReasoningEffort.LOW)
                    .summary(Reasoning.Summary.AUTO)
                    .build());
            params.addInclude(ResponseIncludable.REASONING_ENCRYPTED_CONTENT);
        }
        return params.build();
    }

    private static void add(Turn turn, List<ResponseInputItem> input) {
        switch (turn) {
            case Turn.User user -> input.add(user(text(user.text())));
            case Turn.Picture picture -> input.add(user(text(picture.text()), image(picture.png())));
            case Turn.Paper paper -> input.add(user(text(paper.text()), file(paper.pdf())));
            case Turn.Answered answered ->
                ((List<?>) answered.heard().original()).forEach(item -> input.add((ResponseInputItem) item));
            case Turn.Results results -> results.results().forEach(result -> input.add(result(result)));
        }
    }

    private static ResponseInputItem user(ResponseInputContent... parts) {
        return ResponseInputItem.ofEasyInputMessage(EasyInputMessage.builder()
                .role(EasyInputMessage.Role.USER)
                .contentOfResponseInputMessageContentList(List.of(parts))
                .build());
    }

    private static ResponseInputItem result(ToolResult result) {
        ResponseInputItem.FunctionCallOutput.Builder output = ResponseInputItem.FunctionCallOutput.builder()
                .callId(result.call().id());
        result.png()
                .ifPresentOrElse(
                        png -> output.outputOfResponseFunctionCallOutputItemList(List.of(
                                ResponseFunctionCallOutputItem.ofInputText(ResponseInputTextContent.builder()
                                        .text(result.text())
                                        .build()),
                                ResponseFunctionCallOutputItem.ofInputImage(ResponseInputImageContent.builder()
                                        .imageUrl(dataUrl("image/png", png))
                                        .build()))),
                        () -> output.output(result.text()));
        return ResponseInputItem.ofFunctionCallOutput(output.build());
    }

    private static ResponseInputContent text(String text) {
        return ResponseInputContent.ofInputText(
                ResponseInputText.builder().text(text).build());
    }

    private static ResponseInputContent image(byte[] png) {
        return ResponseInputContent.ofInputImage(ResponseInputImage.builder()
                .detail(ResponseInputImage.Detail.AUTO)
                .imageUrl(dataUrl("image/png", png))
                .build());
    }

    private static ResponseInputContent file(byte[] pdf) {
        return ResponseInputContent.ofInputFile(ResponseInputFile.builder()
                .filename("paper.pdf")
                .fileData(dataUrl("application/pdf", pdf))
                .build());
    }

    private static String dataUrl(String type, byte[] content) {
        return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(content);
    }
}
