package io.omniroute.routing.api.management;

import io.omniroute.provider.chat.Usage;
import io.omniroute.routing.cost.Cost;
import io.omniroute.routing.json.Amounts;
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
import java.util.Locale;
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
                .add("combo", text(usage.combo()))
                .add("provider", usage.provider())
                .add("model", usage.model())
                .add("clientFormat", usage.clientFormat())
                .add("vendorFormat", usage.vendorFormat())
                .add("streamed", usage.streamed())
                .add("status", usage.status())
                .add("tokens", write(usage.tokens()))
                .add("costUsd", Amounts.plain(usage.cost().total()))
                .add("savedUsd", Amounts.plain(usage.savedUsd()))
                .add("source", usage.source().name().toLowerCase(Locale.ROOT))
                .add("group", text(usage.keyGroup()))
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
        UsageSum none = new UsageSum("", 0, 0, 0, 0, 0, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO);
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
                .add("costUsd", Amounts.plain(sum.costUsd()))
                .add("savedUsd", Amounts.plain(sum.savedUsd()));
    }

    private static JsonObjectBuilder write(Usage tokens) {
        return Json.createObjectBuilder()
                .add("input", tokens.inputTokens())
                .add("cached", tokens.cachedTokens())
                .add("cacheWrite", tokens.cacheWriteTokens())
                .add("output", tokens.outputTokens())
                .add("reasoning", tokens.reasoningTokens())
                .add("cacheWrite1h", tokens.hourCacheWriteTokens())
                .add("tier", tokens.tier().name().toLowerCase(Locale.ROOT))
                .add("estimated", tokens.estimated());
    }

    private static JsonObjectBuilder write(Cost cost) {
        return Json.createObjectBuilder()
                .add("input", Amounts.plain(cost.input()))
                .add("cached", Amounts.plain(cost.cached()))
                .add("cacheWrite", Amounts.plain(cost.cacheWrite()))
                .add("output", Amounts.plain(cost.output()))
                .add("reasoning", Amounts.plain(cost.reasoning()));
    }

    static JsonObjectBuilder write(Attempt attempt) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("provider", attempt.provider())
                .add("model", attempt.model())
                .add("connectionId", text(attempt.connectionId()))
                .add("status", attempt.status())
                .add("reason", text(attempt.reason()))
                .add("durationMs", attempt.millis());
        attempt.asked().ifPresent(asked -> json.add("asked", asked));
        return json;
    }

    static JsonValue text(Optional<?> value) {
        return value.<JsonValue>map(present -> Json.createValue(present.toString()))
                .orElse(JsonValue.NULL);
    }

    private static JsonValue number(OptionalLong value) {
        return value.isPresent() ? Json.createValue(value.getAsLong()) : JsonValue.NULL;
    }
}
