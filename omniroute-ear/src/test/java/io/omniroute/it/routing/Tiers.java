package io.omniroute.it.routing;

import static io.omniroute.it.conversation.Trees.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.omniroute.it.TestGateway;
import io.omniroute.it.conversation.Reply;
import io.omniroute.it.vendor.StrictVendor;
import io.omniroute.it.wire.Dialect;
import io.omniroute.it.wire.RawCall;
import io.omniroute.testkit.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Two subscriptions, an account with a key, a cheap and a free one, each at a strict vendor of its own, and the combo
 * {@code tiers} that goes down from the one to the other.
 */
final class Tiers implements AutoCloseable {
    static final String COMBO = "tiers";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestGateway gateway;
    private final Map<String, StrictVendor> vendors = new LinkedHashMap<>();
    private final Map<String, String> accounts = new LinkedHashMap<>();

    Tiers(TestGateway gateway) {
        this.gateway = gateway;
        List<JsonNode> steps = new ArrayList<>();
        steps.add(add("claude", Dialect.MESSAGES, "subscription"));
        steps.add(add("codex", Dialect.RESPONSES, "subscription"));
        steps.add(add("paid", Dialect.CHAT, "api-key"));
        steps.add(add("cheap", Dialect.CHAT, "cheap"));
        steps.add(add("free", Dialect.GEMINI, "free"));
        gateway.post("/api/combos", object("name", COMBO, "strategy", "fill-first", "steps", steps));
        allAreWell();
    }

    /** What a caller got. */
    record Told(int status, Map<String, String> headers, String text) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        String provider() {
            return header("x-omniroute-provider");
        }

        long retryAfter() {
            return Long.parseLong(header("retry-after"));
        }
    }

    StrictVendor vendor(String tier) {
        return vendors.get(tier);
    }

    String account(String tier) {
        return accounts.get(tier);
    }

    int asked(String tier) {
        return vendor(tier).server().requests().size();
    }

    void allAreWell() {
        vendors.forEach((tier, vendor) -> vendor.says(Reply.text("Served by " + tier + ".")));
    }

    void fails(String tier, int status, String message, Duration retryAfter) {
        vendor(tier).plays((request, voice) -> Answer.of(status, "application/json", voice.error(status, message))
                .header("Retry-After", Long.toString(retryAfter.toSeconds())));
    }

    /** Anthropic, subscriptions: no Retry-After, but the state of both windows, and which of them it was. */
    void claudeIsUsedUpUntil(Instant back) {
        String unified = "anthropic-ratelimit-unified-";
        String epoch = Long.toString(back.getEpochSecond());
        vendor("claude").plays((request, voice) -> Answer.of(
                        429,
                        "application/json",
                        voice.error(429, "This request would exceed your account's rate limit."))
                .header(unified + "status", "rejected")
                .header(unified + "reset", epoch)
                .header(unified + "representative-claim", "five_hour")
                .header(unified + "5h-status", "rejected")
                .header(unified + "5h-reset", epoch)
                .header(unified + "5h-utilization", "1.0")
                .header(unified + "7d-status", "allowed")
                .header(unified + "7d-reset", Long.toString(back.getEpochSecond() - 3_600))
                .header(unified + "7d-utilization", "0.4"));
    }

    /** ChatGPT's backend: the reset is in the body, and beside it in the headers. */
    void codexIsUsedUpUntil(Instant back) {
        JsonNode error = object(
                "type", "usage_limit_reached",
                "message", "The usage limit has been reached",
                "plan_type", "plus",
                "resets_at", back.getEpochSecond());
        vendor("codex").plays((request, voice) -> Answer.of(
                        429, "application/json", object("error", error).toString())
                .header("x-codex-primary-used-percent", "100")
                .header("x-codex-primary-window-minutes", "300")
                .header("x-codex-primary-reset-at", Long.toString(back.getEpochSecond())));
    }

    Told ask(Dialect format, boolean streamed) {
        return ask(format, streamed, COMBO, gateway.key());
    }

    Told ask(Dialect format, boolean streamed, String model, String key) {
        try (RawCall call = RawCall.post(
                gateway.port(),
                format.path(model, streamed),
                format.headers(key),
                format.body(model, streamed).toString())) {
            return new Told(call.status(), call.headers(), call.text());
        }
    }

    /** The breaker of an account as a whole; missing when it is closed. */
    JsonNode circuit(String tier) {
        for (JsonNode circuit : gateway.get("/api/resilience").path("circuitBreakers")) {
            if (circuit.path("connectionId").asText().equals(account(tier)) && !circuit.has("model")) {
                return circuit;
            }
        }
        return MissingNode.getInstance();
    }

    /** All records of a call, as soon as there is one. */
    List<JsonNode> logged(Told told) {
        Instant limit = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(limit)) {
            List<JsonNode> found = new ArrayList<>();
            for (JsonNode item : gateway.get("/api/usage/logs?limit=100").path("items")) {
                if (item.path("requestId").asText().equals(told.header("x-request-id"))) {
                    found.add(item);
                }
            }
            if (!found.isEmpty()) {
                return found;
            }
        }
        throw new AssertionError("no usage record of " + told);
    }

    @Override
    public void close() {
        vendors.values().forEach(StrictVendor::close);
    }

    private JsonNode add(String tier, Dialect format, String tag) {
        StrictVendor vendor = new StrictVendor(format.voice());
        vendors.put(tier, vendor);
        gateway.post(
                "/api/provider-nodes",
                object("prefix", tier, "format", format.voice().format(), "baseUrl", vendor.baseUrl()));
        JsonNode account = gateway.post(
                "/api/providers", object("provider", tier, "name", tier + "-account", "apiKey", StrictVendor.KEY));
        accounts.put(tier, account.path("id").asText());
        return object("model", tier + "/m", "tags", List.of(tag));
    }
}
