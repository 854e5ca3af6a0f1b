package io.omniroute.provider.catalog;

import io.omniroute.provider.wire.Quirk;
import io.omniroute.provider.wire.WireFormat;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells from a provider and a model's name how the target departs from its format's reference. What depends on the
 * vendor's own API holds for that vendor alone; what depends on the model holds wherever the model is served, custom
 * nodes included.
 */
public final class Quirks {
    /** Vendors that know {@code json_object} but no schema; the rest of the OpenAI formats' vendors know both. */
    private static final Set<String> WITHOUT_SCHEMA = Set.of(
            "ai21",
            "alibaba",
            "deepseek",
            "demo",
            "hyperbolic",
            "kimi",
            "qianfan",
            "qoder",
            "siliconflow",
            "stepfun",
            "tencent",
            "zai");

    /** Vendors that refuse messages with members they do not know. */
    private static final Set<String> STRICT_MESSAGES =
            Set.of("cerebras", "codestral", "github-models", "groq", "mistral", "openai", "sambanova");

    // Groq docs, Structured Outputs: other models answer 400 to json_schema
    private static final Pattern GROQ_SCHEMA = Pattern.compile("gpt-oss|kimi-k2|llama-4");
    // OpenAI docs, Structured Outputs: from gpt-4o-2024-08-06 on; older models and the first o1 know json_object only
    private static final Pattern OPENAI_BEFORE_SCHEMA =
            Pattern.compile("gpt-3\\.5.*|gpt-4|gpt-4-.*|gpt-4o-2024-05-13|o1-mini.*|o1-preview.*|chatgpt-.*");
    // OpenAI docs, Reasoning models: o1, o3, o4-mini, gpt-5 and later; the -chat variants of gpt-5 do not reason
    private static final Pattern OPENAI_REASONING = Pattern.compile("o\\d+(-.*)?|gpt-5(?![\\d.]*-chat).*");
    private static final Pattern CLAUDE =
            Pattern.compile("claude-(opus|sonnet|haiku)-(\\d+)(?:[-.](\\d{1,2})(?!\\d))?.*");
    private static final Pattern TAKES_REASONING = Pattern.compile("deepseek|kimi|glm|qwen|qwq|minimax");
    private static final Pattern MISTRAL =
            Pattern.compile("(mistral|ministral|magistral|codestral|devstral|mixtral|pixtral).*");

    private static final int MOST_KEPT = 2_000;
    private static final Map<Asked, Set<Quirk>> KEPT = new ConcurrentHashMap<>();

    private Quirks() {}

    private record Asked(ProviderId provider, WireFormat format, String modelId) {}

    /** Found once for each model, because every call asks. */
    public static Set<Quirk> of(ProviderDescriptor provider, String modelId) {
        if (KEPT.size() >= MOST_KEPT) { // callers make names up
            KEPT.clear();
        }
        return KEPT.computeIfAbsent(
                new Asked(provider.id(), provider.format(), modelId), asked -> find(provider, modelId));
    }

    private static Set<Quirk> find(ProviderDescriptor provider, String modelId) {
        String model = modelId.toLowerCase(Locale.ROOT);
        // aggregators put the maker before the model: openai/gpt-5, @cf/openai/gpt-oss-120b
        String name = model.substring(model.lastIndexOf('/') + 1);
        Set<Quirk> quirks = EnumSet.noneOf(Quirk.class);
        switch (provider.format()) {
            case OPENAI_CHAT, OPENAI_RESPONSES ->
                addOpenAi(quirks, provider.id().value(), model, name);
            case ANTHROPIC_MESSAGES -> addAnthropic(quirks, provider.id().value(), name);
            case GEMINI -> {
                // generateContent has had responseSchema since its first version
                quirks.add(Quirk.STRUCTURED_OUTPUT);
                add(quirks, Quirk.THINKING_LEVEL, name.startsWith("gemini-3"));
            }
        }
        return Set.copyOf(quirks);
    }

    private static void addOpenAi(Set<Quirk> quirks, String provider, String model, String name) {
        boolean openAi = provider.equals("openai");
        boolean reasoning = OPENAI_REASONING.matcher(name).matches();
        add(quirks, Quirk.DEVELOPER_ROLE, openAi);
        // OpenAI's reasoning models refuse max_tokens through every proxy as well
        add(quirks, Quirk.MAX_COMPLETION_TOKENS, openAi || reasoning);
        add(quirks, Quirk.NO_SAMPLING, reasoning);
        // OpenRouter docs, AnthropicCacheControlDirective: for models of other makers it is put into their own form
        add(quirks, Quirk.CACHE_MARKS, provider.equals("openrouter"));
        add(quirks, Quirk.STRUCTURED_OUTPUT, knowsSchema(provider, name));
        add(quirks, Quirk.SYSTEM_IN_USER, model.startsWith("glm-") || model.startsWith("ernie-"));
        add(
                quirks,
                Quirk.NINE_CHARACTER_TOOL_IDS,
                provider.equals("mistral") || MISTRAL.matcher(name).matches());
        add(
                quirks,
                Quirk.REASONING_CONTENT,
                !STRICT_MESSAGES.contains(provider)
                        && TAKES_REASONING.matcher(name).find());
    }

    private static boolean knowsSchema(String provider, String name) {
        return switch (provider) {
            case "openai" -> !OPENAI_BEFORE_SCHEMA.matcher(name).matches();
            case "groq" -> GROQ_SCHEMA.matcher(name).find();
            default -> !WITHOUT_SCHEMA.contains(provider);
        };
    }

    private static void addAnthropic(Set<Quirk> quirks, String provider, String name) {
        Matcher claude = CLAUDE.matcher(name);
        if (!claude.matches()) {
            return;
        }
        int major = Integer.parseInt(claude.group(2));
        int minor = claude.group(3) == null ? 0 : Integer.parseInt(claude.group(3));
        boolean opus = claude.group(1).equals("opus");
        // Anthropic docs, Extended thinking: Opus 4.7 and later take adaptive thinking only
        add(quirks, Quirk.ADAPTIVE_THINKING, major > 4 || opus && major == 4 && minor >= 7);
        // Anthropic docs, Structured outputs: Claude 4.5 and later, on Anthropic's own API
        boolean schema = major > 4 || major == 4 && minor >= 5;
        add(quirks, Quirk.STRUCTURED_OUTPUT, provider.equals("anthropic") && schema);
    }

    private static void add(Set<Quirk> quirks, Quirk quirk, boolean present) {
        if (present) {
            quirks.add(quirk);
        }
    }
}
