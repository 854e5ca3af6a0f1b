package io.omniroute.routing.gateway;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.omniroute.routing.admission.OutputWish;
import java.io.IOException;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How much output a body asks for and at which temperature, in the words of every format. A nonsensical value says nothing; its
 * codec refuses it.
 */
final class ScannedSettings {
    private static final long UNSAID = -1;

    private long tokens = UNSAID;
    private long answers = 1;
    private OptionalDouble temperature = OptionalDouble.empty();

    /** Reads or skips the value of a field that the parser stands at. */
    void read(String field, JsonToken value, JsonParser parser) throws IOException {
        switch (field) {
            case "max_tokens", "max_completion_tokens", "max_output_tokens", "maxOutputTokens" ->
                tokens = Math.max(tokens, count(value, parser));
            case "n", "candidateCount" -> answers = Math.max(answers, count(value, parser));
            case "temperature" -> temperature = number(value, parser);
            case "generationConfig", "generation_config" -> readConfig(value, parser);
            default -> parser.skipChildren();
        }
    }

    OutputWish output() {
        return new OutputWish(tokens == UNSAID ? OptionalLong.empty() : OptionalLong.of(tokens), answers);
    }

    /** As the body sets it. */
    OptionalDouble temperature() {
        return temperature;
    }

    private void readConfig(JsonToken value, JsonParser parser) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken inner = parser.nextToken();
            switch (field) {
                case "maxOutputTokens", "max_output_tokens" -> tokens = Math.max(tokens, count(inner, parser));
                case "candidateCount", "candidate_count" -> answers = Math.max(answers, count(inner, parser));
                case "temperature" -> temperature = number(inner, parser);
                default -> parser.skipChildren();
            }
        }
    }

    private static OptionalDouble number(JsonToken value, JsonParser parser) throws IOException {
        if (value.isNumeric()) {
            return OptionalDouble.of(parser.getDoubleValue());
        }
        parser.skipChildren();
        return OptionalDouble.empty();
    }

    /** What no vendor could mean counts as the most there is: somebody may have to pay for it. */
    private static long count(JsonToken value, JsonParser parser) throws IOException {
        if (!value.isNumeric()) {
            parser.skipChildren();
            return UNSAID;
        }
        double number = parser.getDoubleValue();
        return number < 0 ? UNSAID : (long) Math.min(Math.ceil(number), Integer.MAX_VALUE);
    }
}
