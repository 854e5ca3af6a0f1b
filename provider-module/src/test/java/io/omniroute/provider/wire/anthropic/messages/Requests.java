package io.omniroute.provider.wire.anthropic.messages;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.CallerHints;
import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.OutputFormat;
import io.omniroute.provider.chat.Reasoning;
import io.omniroute.provider.chat.Sampling;
import io.omniroute.provider.chat.Tool;
import io.omniroute.provider.chat.ToolChoice;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.UpstreamRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Requests that differ from a plain one in a field or two. */
final class Requests {
    private final ChatRequest plain;
    private List<Tool> tools;
    private Optional<ToolChoice> choice;
    private Optional<Boolean> parallel;
    private Sampling sampling;
    private OptionalInt maxTokens;
    private Optional<Reasoning> reasoning;
    private OutputFormat output;
    private CallerHints hints;

    private Requests(ChatRequest plain) {
        this.plain = plain;
        tools = plain.tools();
        choice = plain.toolChoice();
        parallel = plain.parallelToolCalls();
        sampling = plain.sampling();
        maxTokens = plain.maxOutputTokens();
        reasoning = plain.reasoning();
        output = plain.output();
        hints = plain.hints();
    }

    static Requests of(ChatRequest plain) {
        return new Requests(plain);
    }

    static JsonNode body(UpstreamRequest written) {
        return Json.vendorObject(written.body());
    }

    Requests tools(Tool... changed) {
        tools = List.of(changed);
        return this;
    }

    Requests choice(ToolChoice changed) {
        choice = Optional.of(changed);
        return this;
    }

    Requests parallel(boolean changed) {
        parallel = Optional.of(changed);
        return this;
    }

    Requests sampling(Sampling changed) {
        sampling = changed;
        return this;
    }

    Requests maxTokens(int changed) {
        maxTokens = OptionalInt.of(changed);
        return this;
    }

    Requests reasoning(Reasoning changed) {
        reasoning = Optional.of(changed);
        return this;
    }

    Requests output(OutputFormat changed) {
        output = changed;
        return this;
    }

    Requests hints(CallerHints changed) {
        hints = changed;
        return this;
    }

    ChatRequest build() {
        return new ChatRequest(
                plain.model(),
                plain.stream(),
                plain.messages(),
                tools,
                choice,
                parallel,
                sampling,
                maxTokens,
                reasoning,
                output,
                hints);
    }

    static SamplingBuilder sampling() {
        return new SamplingBuilder();
    }

    /** Sampling with a few fields set. */
    static final class SamplingBuilder {
        private OptionalDouble temperature = OptionalDouble.empty();
        private OptionalDouble topP = OptionalDouble.empty();
        private OptionalInt topK = OptionalInt.empty();
        private OptionalLong seed = OptionalLong.empty();
        private List<String> stop = List.of();
        private OptionalInt candidates = OptionalInt.empty();

        SamplingBuilder temperature(double value) {
            temperature = OptionalDouble.of(value);
            return this;
        }

        SamplingBuilder topP(double value) {
            topP = OptionalDouble.of(value);
            return this;
        }

        SamplingBuilder topK(int value) {
            topK = OptionalInt.of(value);
            return this;
        }

        SamplingBuilder seed(long value) {
            seed = OptionalLong.of(value);
            return this;
        }

        SamplingBuilder stop(String... values) {
            stop = List.of(values);
            return this;
        }

        SamplingBuilder candidates(int value) {
            candidates = OptionalInt.of(value);
            return this;
        }

        Sampling build() {
            return new Sampling(
                    temperature,
                    topP,
                    topK,
                    seed,
                    OptionalDouble.empty(),
                    OptionalDouble.of(0.5),
                    stop,
                    candidates,
                    Map.of("50256", -100.0),
                    true,
                    OptionalInt.of(2));
        }
    }
}
