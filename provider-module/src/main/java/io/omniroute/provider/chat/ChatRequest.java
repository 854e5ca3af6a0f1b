package io.omniroute.provider.chat;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A request in no vendor's format.
 *
 * @param model the name the client asked for; which model of which vendor answers is not decided by it alone, a writer
 *     takes the vendor's model id from its target
 * @param stream whether the client wants events; absent in the body means false
 * @param messages in order, not empty
 * @param parallelToolCalls absent means the vendor's default
 * @param maxOutputTokens positive; absent means the vendor's default
 */
public record ChatRequest(
        String model,
        boolean stream,
        List<Message> messages,
        List<Tool> tools,
        Optional<ToolChoice> toolChoice,
        Optional<Boolean> parallelToolCalls,
        Sampling sampling,
        OptionalInt maxOutputTokens,
        Optional<Reasoning> reasoning,
        OutputFormat output,
        CallerHints hints) {
    public ChatRequest {
        Objects.requireNonNull(model, "model");
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
        Objects.requireNonNull(toolChoice, "toolChoice");
        Objects.requireNonNull(parallelToolCalls, "parallelToolCalls");
        Objects.requireNonNull(sampling, "sampling");
        Objects.requireNonNull(maxOutputTokens, "maxOutputTokens");
        Objects.requireNonNull(reasoning, "reasoning");
        Objects.requireNonNull(output, "output");
        Objects.requireNonNull(hints, "hints");
    }

    /** A request with nothing but a model and messages; {@link #withTools} adds to it. */
    public static ChatRequest of(String model, List<Message> messages) {
        return new ChatRequest(
                model,
                false,
                messages,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Sampling.DEFAULT,
                OptionalInt.empty(),
                Optional.empty(),
                new OutputFormat.PlainText(),
                CallerHints.NONE);
    }

    public ChatRequest withTools(List<Tool> changed, Optional<ToolChoice> choice) {
        return new ChatRequest(
                model,
                stream,
                messages,
                changed,
                choice,
                parallelToolCalls,
                sampling,
                maxOutputTokens,
                reasoning,
                output,
                hints);
    }

    public ChatRequest withReasoning(Optional<Reasoning> changed) {
        return new ChatRequest(
                model,
                stream,
                messages,
                tools,
                toolChoice,
                parallelToolCalls,
                sampling,
                maxOutputTokens,
                changed,
                output,
                hints);
    }

    public ChatRequest withMessages(List<Message> changed) {
        return new ChatRequest(
                model,
                stream,
                changed,
                tools,
                toolChoice,
                parallelToolCalls,
                sampling,
                maxOutputTokens,
                reasoning,
                output,
                hints);
    }
}
