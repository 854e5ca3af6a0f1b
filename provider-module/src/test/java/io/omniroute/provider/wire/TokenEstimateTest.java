package io.omniroute.provider.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.JsonText;
import io.omniroute.provider.chat.MediaSource;
import io.omniroute.provider.chat.Message;
import io.omniroute.provider.chat.Tool;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TokenEstimateTest {
    @Test
    void scriptsDifferInLength() {
        assertThat(TokenEstimate.text("")).isZero();
        assertThat(TokenEstimate.text("x".repeat(400))).isEqualTo(100);
        assertThat(TokenEstimate.text("я".repeat(400))).isEqualTo(160);
        assertThat(TokenEstimate.text("語".repeat(400))).isEqualTo(400);
    }

    @Test
    void countsMessagesToolsAndMedia() {
        ChatRequest text = ChatRequest.of("m", List.of(Message.text(Message.Role.USER, "x".repeat(40))));
        assertThat(TokenEstimate.inputTokens(text)).isEqualTo(14);
        ChatRequest tools = text.withTools(
                List.of(new Tool.Function(
                        "f",
                        Optional.of("d".repeat(40)),
                        Optional.of(new JsonText("{\"a\":\"" + "b".repeat(92) + "\"}")),
                        Optional.empty())),
                Optional.empty());
        assertThat(TokenEstimate.inputTokens(tools)).isEqualTo(14 + 16 + 1 + 10 + 25);
        ChatRequest media = ChatRequest.of(
                "m",
                List.of(new Message(
                        Message.Role.USER,
                        List.of(
                                new ContentPart.Image(new MediaSource.Stored("f")),
                                new ContentPart.Image(new MediaSource.Stored("f"), Optional.of("low")),
                                new ContentPart.ToolResult(
                                        "id",
                                        List.of(new ContentPart.Document(
                                                new MediaSource.Inline("text/csv", "YSxi".repeat(100)),
                                                Optional.empty())),
                                        false)))));
        assertThat(TokenEstimate.inputTokens(media)).isEqualTo(4 + 1_500 + 85 + 12 + 76);
    }
}
