package io.omniroute.routing.api.management;

import io.omniroute.provider.chat.Usage;
import io.omniroute.routing.cost.Cost;
import io.omniroute.routing.usage.Attempt;
import io.omniroute.routing.usage.UsageRecord;
import io.omniroute.routing.usage.UsageSum;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The JSON form of usage: design, section 6. */
final class UsageJson {
    private UsageJson() {}

    static JsonObject write(UsageRecord usage) {
        JsonArrayBuilder attempts = Json.createArrayBuilder();
        usage.attempts().forEach(attempt -> attempts.add(write(attempt)));
        return Json.createObjectBuilder()
                .add("id", usage.id().toString())
                .add("requestId", usage.requestId())
                .add("time", usage.time().toString())
                .add("apiKeyId", text(usage.apiKeyId()))
                .add("connectionId", text(usage.connectionId()))
                .add("requestedModel", usage.requestedModel())
                .add("provider", usage.provider())
                .add("model", usage.model())
                .add("clientFormat", usage.clientFormat())
                .add("vendorFormat", usage.vendorFormat())
                .add("streamed", usage.streamed())
                .add("status", usage.status())
                .add("tokens", write(usage.tokens()))
                .add("costUsd", plain(usage.cost().total()))
                .add("cost", write(usage.cost()))
                .add("firstByteMs", number(usage.firstByteMillis()))
                .add("durationMs", usage.durationMillis())
                .add("requestBytes", usage.requestBytes())
                .add("responseBytes", usage.responseBytes())
                .add("attempts", attempts)
                .add("error", text(usage.error()))
                .build();
    }

    static JsonObject write(UsageSum sum) {
        return figures(sum).add("key", sum.key()).build();
    }

    /** @param sums the one sum without a grouping, or none when there was no call */
    static JsonObject total(List<UsageSum> sums) {
        UsageSum none = new UsageSum("", 0, 0, 0, 0, 0, 0, 0, BigDecimal.ZERO);
        return figures(sums.isEmpty() ? none : sums.get(0)).build();
    }

    private static JsonObjectBuilder figures(UsageSum sum) {
        return Json.createObjectBuilder()
                .add("requests", sum.requests())
                .add("errors", sum.errors())
                .add(
                        "tokens",
                        Json.createObjectBuilder()
                                .add("input", sum.inputTokens())
                                .add("cached", sum.cachedTokens())
                                .add("cacheWrite", sum.cacheWriteTokens())
                                .add("output", sum.outputTokens())
                                .add("reasoning", sum.reasoningTokens()))
                .add("costUsd", plain(sum.costUsd()));
    }

    private static JsonObjectBuilder write(Usage tokens) {
        return Json.createObjectBuilder()
                .add("input", tokens.inputTokens())
                .add("cached", tokens.cachedTokens())
                .add("cacheWrite", tokens.cacheWriteTokens())
                .add("output", tokens.outputTokens())
                .add("reasoning", tokens.reasoningTokens())
                .add("estimated", tokens.estimated());
    }

    private static JsonObjectBuilder write(Cost cost) {
        return Json.createObjectBuilder()
                .add("input", plain(cost.input()))
                .add("cached", plain(cost.cached()))
                .add("cacheWrite", plain(cost.cacheWrite()))
                .add("output", plain(cost.output()))
                .add("reasoning", plain(cost.reasoning()));
    }

    private static JsonObjectBuilder write(Attempt attempt) {
        return Json.createObjectBuilder()
                .add("provider", attempt.provider())
                .add("model", attempt.model())
                .add("connectionId", text(attempt.connectionId()))
                .add("status", attempt.status())
                .add("reason", text(attempt.reason()))
                .add("durationMs", attempt.millis());
    }

    private static JsonValue text(Optional<?> value) {
        return value.<JsonValue>map(present -> Json.createValue(present.toString()))
                .orElse(JsonValue.NULL);
    }

    private static JsonValue number(OptionalLong value) {
        return value.isPresent() ? Json.createValue(value.getAsLong()) : JsonValue.NULL;
    }

    /** Without the zeros of the database's column, and never as 0E-12. */
    private static BigDecimal plain(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
