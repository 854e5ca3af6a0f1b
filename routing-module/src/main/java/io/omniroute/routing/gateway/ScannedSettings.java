package io.omniroute.routing.gateway;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How much output a body asks for and at which temperature, in the words of every format. A nonsensical value says nothing; its
 * codec refuses it.
 */
final class ScannedSettings {
    private long tokens = -1;
    private long candidates = 1;
    private OptionalDouble temperature = OptionalDouble.empty();

    /** Reads or skips the value of a field that the parser stands at. */
    void read(String field, JsonToken value, JsonParser parser) throws IOException {
        switch (field) {
            case "max_tokens", "max_completion_tokens", "max_output_tokens", "maxOutputTokens" ->
                tokens = Math.max(tokens, count(value, parser));
            case "n", "candidateCount" -> candidates = Math.max(candidates, count(value, parser));
            case "temperature" -> temperature = number(value, parser);
            case "generationConfig", "generation_config" -> readConfig(value, parser);
            default -> parser.skipChildren();
        }
    }

    /** All candidates together; absent when the body sets no limit. */
    OptionalLong tokens() {
        return tokens < 0 ? OptionalLong.empty() : OptionalLong.of(tokens * candidates);
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
                case "candidateCount", "candidate_count" -> candidates = Math.max(candidates, count(inner, parser));
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

    private static long count(JsonToken value, JsonParser parser) throws IOException {
        if (value == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() == JsonParser.NumberType.INT
                && parser.getIntValue() >= 0) {
            return parser.getIntValue();
        }
        parser.skipChildren();
        return -1;
    }
}
