package io.omniroute.it.client;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIServiceException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionAssistantMessageParam;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionMessageToolCall;
import com.openai.models.completions.CompletionUsage;
import io.omniroute.it.conversation.Ask;
import io.omniroute.it.conversation.Call;
import io.omniroute.it.conversation.Ending;
import io.omniroute.it.conversation.Fault;
import io.omniroute.it.conversation.Heard;
import io.omniroute.it.conversation.Tokens;
import io.omniroute.it.conversation.Trees;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code openai-java}, Chat Completions. */
public final class ChatCaller implements Caller {
    private final OpenAIClient sdk;

    public ChatCaller(String gateway, String key) {
        this.sdk = OpenAiSdk.client(gateway, key);
    }

    @Override
    public String format() {
        return "openai-chat";
    }

    @Override
    public Heard whole(Ask ask) {
        try {
            ChatCompletion completion = sdk.chat().completions().create(ChatAsks.params(ask, false));
            ChatCompletionMessage message = completion.choices().get(0).message();
            return heard(completion, Extras.of(message._allProperties()), 1);
        } catch (OpenAIServiceException e) {
            throw OpenAiSdk.fault(e, "");
        }
    }

    @Override
    public Heard stream(Ask ask) {
        ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
        Extras extras = new Extras();
        StringBuilder text = new StringBuilder();
        int[] pieces = {0};
        try (StreamResponse<ChatCompletionChunk> stream =
                sdk.chat().completions().createStreaming(ChatAsks.params(ask, true))) {
            stream.stream().forEach(chunk -> {
                accumulator.accumulate(chunk.validate());
                for (ChatCompletionChunk.Choice choice : chunk.choices()) {
                    extras.add(choice.delta()._allProperties());
                    choice.delta().content().filter(piece -> !piece.isEmpty()).ifPresent(piece -> {
                        text.append(piece);
                        pieces[0]++;
                    });
                }
            });
            return heard(accumulator.chatCompletion(), extras, pieces[0]);
        } catch (OpenAIServiceException e) {
            throw OpenAiSdk.fault(e, text.toString());
        } catch (IllegalStateException e) {
            throw new Fault(0, "incomplete", e.getMessage(), text.toString(), e);
        }
    }

    private static Heard heard(ChatCompletion completion, Extras extras, int pieces) {
        ChatCompletion.Choice choice = completion.validate().choices().get(0);
        ChatCompletionMessage message = choice.message();
        List<Call> calls = new ArrayList<>();
        message.toolCalls().ifPresent(list -> list.forEach(call -> calls.add(call(call))));
        return new Heard(
                message.content().orElse(""),
                extras.reasoning.toString(),
                message.refusal().filter(refusal -> !refusal.isEmpty()),
                calls,
                ending(choice.finishReason().asString()),
                completion.usage().map(ChatCaller::tokens).orElse(new Tokens(-1, -1, -1, -1)),
                pieces,
                withExtras(message, extras));
    }

    private static Call call(ChatCompletionMessageToolCall call) {
        ChatCompletionMessageFunctionToolCall function = call.asFunction();
        return new Call(
                function.id(),
                function.function().name(),
                Trees.parse(function.function().arguments()));
    }

    private static Ending ending(String reason) {
        return switch (reason) {
            case "stop" -> Ending.STOP;
            case "tool_calls" -> Ending.TOOLS;
            case "length" -> Ending.LENGTH;
            case "content_filter" -> Ending.REFUSED;
            default -> throw new AssertionError("finish_reason " + reason);
        };
    }

    private static Tokens tokens(CompletionUsage usage) {
        return new Tokens(
                usage.promptTokens(),
                usage.promptTokensDetails()
                        .flatMap(CompletionUsage.PromptTokensDetails::cachedTokens)
                        .orElse(0L),
                usage.completionTokens(),
                usage.completionTokensDetails()
                        .flatMap(CompletionUsage.CompletionTokensDetails::reasoningTokens)
                        .orElse(0L));
    }

    /** OpenRouter docs, Reasoning tokens: {@code reasoning_details} are sent back as they came. */
    private static ChatCompletionAssistantMessageParam withExtras(ChatCompletionMessage message, Extras extras) {
        ChatCompletionAssistantMessageParam.Builder param = ChatCompletionAssistantMessageParam.builder();
        message.content().ifPresent(param::content);
        message.refusal().ifPresent(param::refusal);
        // toParam() would keep the empty list that the SDK's accumulator leaves, and OpenAI refuses to take it back
        message.toolCalls().filter(calls -> !calls.isEmpty()).ifPresent(param::toolCalls);
        if (extras.reasoning.length() > 0) {
            param.putAdditionalProperty("reasoning_content", JsonValue.from(extras.reasoning.toString()));
        }
        if (!extras.details.isEmpty()) {
            param.putAdditionalProperty("reasoning_details", JsonValue.from(extras.details));
        }
        return param.build();
    }

    /** What vendors add to OpenAI's message. */
    private static final class Extras {
        private final StringBuilder reasoning = new StringBuilder();
        private final List<Object> details = new ArrayList<>();

        static Extras of(Map<String, JsonValue> properties) {
            Extras extras = new Extras();
            extras.add(properties);
            return extras;
        }

        void add(Map<String, JsonValue> properties) {
            Map<String, JsonValue> present = new HashMap<>(properties);
            present.values().removeIf(value -> value == null || value.isNull());
            if (present.containsKey("reasoning_content")) {
                reasoning.append(present.get("reasoning_content").convert(String.class));
            }
            if (present.containsKey("reasoning_details")) {
                details.addAll(present.get("reasoning_details").convert(List.class));
            }
        }
    }
}
