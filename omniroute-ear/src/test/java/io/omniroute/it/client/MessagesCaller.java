package io.omniroute.it.client;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.Usage;
import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.it.conversation.Ask;
import io.omniroute.it.conversation.Call;
import io.omniroute.it.conversation.Ending;
import io.omniroute.it.conversation.Fault;
import io.omniroute.it.conversation.Heard;
import io.omniroute.it.conversation.Tokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code anthropic-java}, Messages. */
public final class MessagesCaller implements Caller {
    private final AnthropicClient sdk;

    public MessagesCaller(String gateway, String key) {
        this.sdk = AnthropicOkHttpClient.builder()
                .baseUrl(gateway)
                .apiKey(key)
                .maxRetries(0)
                .timeout(Duration.ofSeconds(20))
                .build();
    }

    @Override
    public String format() {
        return "anthropic-messages";
    }

    @Override
    public Heard whole(Ask ask) {
        try {
            return heard(sdk.messages().create(MessagesAsks.params(ask)), 1);
        } catch (AnthropicServiceException e) {
            throw fault(e, "");
        }
    }

    @Override
    public Heard stream(Ask ask) {
        MessageAccumulator accumulator = MessageAccumulator.create();
        StringBuilder text = new StringBuilder();
        int[] pieces = {0};
        try (StreamResponse<RawMessageStreamEvent> stream = sdk.messages().createStreaming(MessagesAsks.params(ask))) {
            stream.stream().forEach(event -> {
                accumulator.accumulate(event.validate());
                event.contentBlockDelta().flatMap(delta -> delta.delta().text()).ifPresent(delta -> {
                    text.append(delta.text());
                    pieces[0]++;
                });
            });
            return heard(accumulator.message(), pieces[0]);
        } catch (AnthropicServiceException e) {
            throw fault(e, text.toString());
        } catch (IllegalStateException e) {
            throw new Fault(0, "incomplete", e.getMessage(), text.toString(), e);
        }
    }

    private static Fault fault(AnthropicServiceException e, String textBefore) {
        JsonNode body = e.body().convert(JsonNode.class);
        String type = body == null ? "" : body.at("/error/type").asText();
        return new Fault(e.statusCode(), type, e.getMessage(), textBefore, e);
    }

    private static Heard heard(Message message, int pieces) {
        message.validate();
        StringBuilder text = new StringBuilder();
        StringBuilder thinking = new StringBuilder();
        List<Call> calls = new ArrayList<>();
        for (ContentBlock block : message.content()) {
            block.text().ifPresent(said -> text.append(said.text()));
            block.thinking().ifPresent(thought -> thinking.append(thought.thinking()));
            block.toolUse().ifPresent(use -> calls.add(new Call(use.id(), use.name(), json(use._input()))));
        }
        Ending ending = ending(message.stopReason().orElseThrow().asString());
        return new Heard(
                text.toString(),
                thinking.toString(),
                Optional.of(text.toString()).filter(said -> ending == Ending.REFUSED && !said.isEmpty()),
                calls,
                ending,
                tokens(message.usage()),
                pieces,
                message.toParam());
    }

    private static JsonNode json(JsonValue value) {
        return value.convert(JsonNode.class);
    }

    private static Ending ending(String reason) {
        return switch (reason) {
            case "end_turn", "stop_sequence" -> Ending.STOP;
            case "tool_use" -> Ending.TOOLS;
            case "max_tokens" -> Ending.LENGTH;
            case "refusal" -> Ending.REFUSED;
            default -> throw new AssertionError("stop_reason " + reason);
        };
    }

    /** Messages has no count of reasoning. */
    private static Tokens tokens(Usage usage) {
        long cached = usage.cacheReadInputTokens().orElse(0L);
        long written = usage.cacheCreationInputTokens().orElse(0L);
        return new Tokens(usage.inputTokens() + cached + written, cached, usage.outputTokens(), 0);
    }
}
