package io.omniroute.it.client;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIServiceException;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseOutputItem;
import com.openai.models.responses.ResponseOutputMessage;
import com.openai.models.responses.ResponseReasoningItem;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.ResponseStreamEvent;
import com.openai.models.responses.ResponseUsage;
import io.omniroute.it.conversation.Ask;
import io.omniroute.it.conversation.Call;
import io.omniroute.it.conversation.Ending;
import io.omniroute.it.conversation.Fault;
import io.omniroute.it.conversation.Heard;
import io.omniroute.it.conversation.Tokens;
import io.omniroute.it.conversation.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code openai-java}, Responses. */
public final class ResponsesCaller implements Caller {
    private final OpenAIClient sdk;

    public ResponsesCaller(String gateway, String key) {
        this.sdk = OpenAiSdk.client(gateway, key);
    }

    @Override
    public String format() {
        return "openai-responses";
    }

    @Override
    public Heard whole(Ask ask) {
        try {
            return heard(sdk.responses().create(ResponsesAsks.params(ask)), 1);
        } catch (OpenAIServiceException e) {
            throw OpenAiSdk.fault(e, "");
        }
    }

    @Override
    public Heard stream(Ask ask) {
        ResponseAccumulator accumulator = ResponseAccumulator.create();
        StringBuilder text = new StringBuilder();
        int[] pieces = {0};
        long[] last = {-1};
        try (StreamResponse<ResponseStreamEvent> stream = sdk.responses().createStreaming(ResponsesAsks.params(ask))) {
            stream.stream().forEach(event -> {
                event.validate();
                accumulator.accumulate(event);
                event.outputTextDelta().ifPresent(delta -> {
                    text.append(delta.delta());
                    pieces[0]++;
                    if (delta.sequenceNumber() <= last[0]) {
                        throw new AssertionError("sequence_number does not grow: " + delta.sequenceNumber());
                    }
                    last[0] = delta.sequenceNumber();
                });
            });
            Heard heard = heard(accumulator.response(), pieces[0]);
            if (!heard.text().equals(text.toString())) {
                throw new AssertionError("the deltas say '" + text + "', the end says '" + heard.text() + "'");
            }
            return heard;
        } catch (OpenAIServiceException e) {
            throw OpenAiSdk.fault(e, text.toString());
        } catch (Fault e) {
            throw new Fault(e.status(), e.type(), e.getMessage(), text.toString(), e);
        } catch (IllegalStateException e) {
            throw new Fault(0, "incomplete", e.getMessage(), text.toString(), e);
        }
    }

    private static Heard heard(Response response, int pieces) {
        response.validate();
        if (response.status().equals(Optional.of(ResponseStatus.FAILED))) {
            var error = response.error().orElseThrow();
            throw new Fault(0, error.code().asString(), error.message(), "", null);
        }
        Collected collected = new Collected();
        response.output().forEach(collected::add);
        return new Heard(
                collected.text.toString(),
                collected.thinking.toString(),
                Optional.of(collected.refusal.toString()).filter(refusal -> !refusal.isEmpty()),
                collected.calls,
                ending(response, collected),
                response.usage().map(ResponsesCaller::tokens).orElse(new Tokens(-1, -1, -1, -1)),
                pieces,
                collected.input);
    }

    private static Ending ending(Response response, Collected collected) {
        String status = response.status().orElseThrow().asString();
        if (status.equals("incomplete")) {
            String reason = response.incompleteDetails()
                    .orElseThrow()
                    .reason()
                    .orElseThrow()
                    .asString();
            return reason.equals("max_output_tokens") ? Ending.LENGTH : Ending.REFUSED;
        }
        return collected.calls.isEmpty() ? Ending.STOP : Ending.TOOLS;
    }

    private static Tokens tokens(ResponseUsage usage) {
        return new Tokens(
                usage.inputTokens(),
                usage.inputTokensDetails().cachedTokens(),
                usage.outputTokens(),
                usage.outputTokensDetails().reasoningTokens());
    }

    /** The items of an output, also as the input of the next call. */
    private static final class Collected {
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder thinking = new StringBuilder();
        private final StringBuilder refusal = new StringBuilder();
        private final List<Call> calls = new ArrayList<>();
        private final List<ResponseInputItem> input = new ArrayList<>();

        void add(ResponseOutputItem item) {
            if (item.isMessage()) {
                ResponseOutputMessage message = item.asMessage();
                message.content().forEach(part -> {
                    part.outputText().ifPresent(said -> text.append(said.text()));
                    part.refusal().ifPresent(said -> refusal.append(said.refusal()));
                });
                input.add(ResponseInputItem.ofResponseOutputMessage(message));
            } else if (item.isFunctionCall()) {
                ResponseFunctionToolCall call = item.asFunctionCall();
                calls.add(new Call(call.callId(), call.name(), Trees.parse(call.arguments())));
                input.add(ResponseInputItem.ofFunctionCall(call));
            } else if (item.isReasoning()) {
                ResponseReasoningItem reasoning = item.asReasoning();
                reasoning.summary().forEach(part -> thinking.append(part.text()));
                reasoning.content().ifPresent(list -> list.forEach(part -> thinking.append(part.text())));
                input.add(ResponseInputItem.ofReasoning(reasoning));
            }
        }
    }
}
