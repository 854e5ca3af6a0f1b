package io.omniroute.routing.callpolicy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.omniroute.routing.access.AddressPattern;
import io.omniroute.routing.ipfilter.BanRule;
import io.omniroute.routing.ipfilter.IpFilter;
import io.omniroute.routing.json.Body;
import io.omniroute.routing.json.Words;
import io.omniroute.routing.shaping.SystemPrompt;
import io.omniroute.routing.shaping.ThinkingBudget;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Policies as the API shows them and the database keeps them. What is absent takes its default. */
public final class CallPolicyJson {
    private static final int MAX_PROMPT = 32_768;
    private static final int DAY = 86_400;

    private CallPolicyJson() {}

    /** {@code tempBans} is what a GET shows; it is ignored. */
    public static IpFilter readFilter(Body body) {
        body.allow(Set.of("enabled", "mode", "blacklist", "whitelist", "coverManagement", "bans", "tempBans"));
        return new IpFilter(
                body.flag("enabled").orElse(false),
                Words.choice(body, "mode", IpFilter.Mode.class).orElse(IpFilter.DEFAULT.mode()),
                readPatterns(body, "blacklist"),
                readPatterns(body, "whitelist"),
                body.flag("coverManagement").orElse(false),
                body.object("bans").map(CallPolicyJson::readBans).orElse(BanRule.DEFAULT));
    }

    public static JsonObjectBuilder write(IpFilter filter) {
        BanRule bans = filter.bans();
        return Json.createObjectBuilder()
                .add("enabled", filter.enabled())
                .add("mode", Words.of(filter.mode()))
                .add("blacklist", write(filter.blacklist()))
                .add("whitelist", write(filter.whitelist()))
                .add("coverManagement", filter.coverManagement())
                .add(
                        "bans",
                        Json.createObjectBuilder()
                                .add("enabled", bans.enabled())
                                .add("failures", bans.failures())
                                .add("windowSeconds", bans.window().toSeconds())
                                .add("banSeconds", bans.ban().toSeconds())
                                .add("loopback", bans.loopback()));
    }

    /** Addresses, CIDR ranges and wildcards; none when the member is absent. */
    public static List<AddressPattern> readPatterns(Body body, String field) {
        List<AddressPattern> patterns = new ArrayList<>();
        for (String line : body.lines(field, 64).orElse(List.of())) {
            try {
                patterns.add(AddressPattern.parse(line));
            } catch (IllegalArgumentException e) {
                throw body.invalid(field + "[" + patterns.size() + "]", e.getMessage() + ".");
            }
        }
        return patterns;
    }

    public static JsonArrayBuilder write(List<AddressPattern> patterns) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        patterns.forEach(pattern -> array.add(pattern.text()));
        return array;
    }

    public static ThinkingBudget readThinking(Body body) {
        body.allow(Set.of("mode", "customBudget", "effortLevel"));
        ThinkingBudget fallback = ThinkingBudget.DEFAULT;
        return new ThinkingBudget(
                Words.choice(body, "mode", ThinkingBudget.Mode.class).orElse(fallback.mode()),
                body.whole("customBudget", 0, ThinkingBudget.MAX_BUDGET)
                        .map(Long::intValue)
                        .orElse(fallback.budgetTokens()),
                Words.choice(body, "effortLevel", ThinkingBudget.Effort.class).orElse(fallback.effort()));
    }

    public static JsonObject write(ThinkingBudget thinking) {
        return Json.createObjectBuilder()
                .add("mode", Words.of(thinking.mode()))
                .add("customBudget", thinking.budgetTokens())
                .add("effortLevel", Words.of(thinking.effort()))
                .build();
    }

    public static SystemPrompt readPrompt(Body body) {
        body.allow(Set.of("enabled", "prompt", "position"));
        String text = body.text("prompt").orElse("");
        if (text.length() > MAX_PROMPT || !UTF_8.newEncoder().canEncode(text) || text.indexOf(0) >= 0) {
            throw body.invalid(
                    "prompt", "'" + body.path("prompt") + "' must be text of at most " + MAX_PROMPT + " characters.");
        }
        boolean enabled = body.flag("enabled").orElse(!text.isBlank());
        if (enabled && text.isBlank()) {
            throw body.missing("prompt");
        }
        return new SystemPrompt(
                enabled,
                text,
                Words.choice(body, "position", SystemPrompt.Position.class).orElse(SystemPrompt.NONE.position()));
    }

    public static JsonObject write(SystemPrompt prompt) {
        return Json.createObjectBuilder()
                .add("enabled", prompt.enabled())
                .add("prompt", prompt.text())
                .add("position", Words.of(prompt.position()))
                .build();
    }

    private static BanRule readBans(Body body) {
        body.allow(Set.of("enabled", "failures", "windowSeconds", "banSeconds", "loopback"));
        BanRule fallback = BanRule.DEFAULT;
        return new BanRule(
                body.flag("enabled").orElse(fallback.enabled()),
                body.whole("failures", 1, 10_000).map(Long::intValue).orElse(fallback.failures()),
                body.whole("windowSeconds", 1, DAY).map(Duration::ofSeconds).orElse(fallback.window()),
                body.whole("banSeconds", 1, 30 * DAY).map(Duration::ofSeconds).orElse(fallback.ban()),
                body.flag("loopback").orElse(fallback.loopback()));
    }
}
