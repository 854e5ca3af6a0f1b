package io.omniroute.provider.catalog;

import static io.omniroute.provider.wire.Quirk.ADAPTIVE_THINKING;
import static io.omniroute.provider.wire.Quirk.CACHE_MARKS;
import static io.omniroute.provider.wire.Quirk.DEVELOPER_ROLE;
import static io.omniroute.provider.wire.Quirk.MAX_COMPLETION_TOKENS;
import static io.omniroute.provider.wire.Quirk.NINE_CHARACTER_TOOL_IDS;
import static io.omniroute.provider.wire.Quirk.NO_SAMPLING;
import static io.omniroute.provider.wire.Quirk.REASONING_CONTENT;
import static io.omniroute.provider.wire.Quirk.STRUCTURED_OUTPUT;
import static io.omniroute.provider.wire.Quirk.SYSTEM_IN_USER;
import static io.omniroute.provider.wire.Quirk.THINKING_LEVEL;
import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.wire.Quirk;
import io.omniroute.provider.wire.WireFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class QuirksTest {
    private static final Catalog CATALOG = Catalog.bundled();

    static Stream<Arguments> vendors() {
        return Stream.of(
                row("openai", "gpt-4o", DEVELOPER_ROLE, MAX_COMPLETION_TOKENS, STRUCTURED_OUTPUT),
                row("openai", "gpt-4.1", DEVELOPER_ROLE, MAX_COMPLETION_TOKENS, STRUCTURED_OUTPUT),
                row("openai", "gpt-4-turbo", DEVELOPER_ROLE, MAX_COMPLETION_TOKENS),
                row("openai", "o3", DEVELOPER_ROLE, MAX_COMPLETION_TOKENS, STRUCTURED_OUTPUT, NO_SAMPLING),
                row("openai", "o4-mini", DEVELOPER_ROLE, MAX_COMPLETION_TOKENS, STRUCTURED_OUTPUT, NO_SAMPLING),
                row("openai", "o1-mini", DEVELOPER_ROLE, MAX_COMPLETION_TOKENS, NO_SAMPLING),
                row("openai", "gpt-5", DEVELOPER_ROLE, MAX_COMPLETION_TOKENS, STRUCTURED_OUTPUT, NO_SAMPLING),
                row("openai", "gpt-5.2-mini", DEVELOPER_ROLE, MAX_COMPLETION_TOKENS, STRUCTURED_OUTPUT, NO_SAMPLING),
                row("openai", "gpt-5-chat-latest", DEVELOPER_ROLE, MAX_COMPLETION_TOKENS, STRUCTURED_OUTPUT),
                row("openai", "gpt-5.1-chat-latest", DEVELOPER_ROLE, MAX_COMPLETION_TOKENS, STRUCTURED_OUTPUT),
                row("openrouter", "openai/o3", MAX_COMPLETION_TOKENS, NO_SAMPLING, STRUCTURED_OUTPUT, CACHE_MARKS),
                row("openrouter", "anthropic/claude-sonnet-4.5", STRUCTURED_OUTPUT, CACHE_MARKS),
                row("vercel", "openai/gpt-5", MAX_COMPLETION_TOKENS, NO_SAMPLING, STRUCTURED_OUTPUT),
                row("cloudflare", "@cf/openai/gpt-oss-120b", STRUCTURED_OUTPUT),
                row("mistral", "mistral-large-latest", NINE_CHARACTER_TOOL_IDS, STRUCTURED_OUTPUT),
                row("mistral", "open-weights-of-tomorrow", NINE_CHARACTER_TOOL_IDS, STRUCTURED_OUTPUT),
                row("codestral", "codestral-latest", NINE_CHARACTER_TOOL_IDS, STRUCTURED_OUTPUT),
                row("scaleway", "mistral-small-3.2-24b-instruct-2506", NINE_CHARACTER_TOOL_IDS, STRUCTURED_OUTPUT),
                row("deepseek", "deepseek-reasoner", REASONING_CONTENT),
                row("kimi", "kimi-k2-thinking", REASONING_CONTENT),
                row("zai", "glm-4.7", SYSTEM_IN_USER, REASONING_CONTENT),
                row("qianfan", "ernie-4.5-turbo-128k", SYSTEM_IN_USER),
                row("siliconflow", "zai-org/GLM-4.7", REASONING_CONTENT),
                row("alibaba", "qwen3-max", REASONING_CONTENT),
                row("groq", "qwen/qwen3-32b"),
                row("groq", "openai/gpt-oss-120b", STRUCTURED_OUTPUT),
                row("groq", "llama-3.3-70b-versatile"),
                row("cerebras", "zai-glm-4.7", STRUCTURED_OUTPUT),
                row("anthropic", "claude-3-5-sonnet-20241022"),
                row("anthropic", "claude-sonnet-4-20250514"),
                row("anthropic", "claude-opus-4-20250514"),
                row("anthropic", "claude-opus-4-1-20250805"),
                row("anthropic", "claude-sonnet-4-5-20250929", STRUCTURED_OUTPUT),
                row("anthropic", "claude-haiku-4-5", STRUCTURED_OUTPUT),
                row("anthropic", "claude-opus-4-6", STRUCTURED_OUTPUT),
                row("anthropic", "claude-opus-4-7", STRUCTURED_OUTPUT, ADAPTIVE_THINKING),
                row("anthropic", "claude-opus-4.8-20270101", STRUCTURED_OUTPUT, ADAPTIVE_THINKING),
                row("anthropic", "claude-opus-4-10", STRUCTURED_OUTPUT, ADAPTIVE_THINKING),
                row("anthropic", "claude-sonnet-4-7", STRUCTURED_OUTPUT),
                row("anthropic", "claude-sonnet-5", STRUCTURED_OUTPUT, ADAPTIVE_THINKING),
                row("anthropic", "claude-opus-5-20270101", STRUCTURED_OUTPUT, ADAPTIVE_THINKING),
                row("glm", "glm-4.7"),
                row("minimax", "MiniMax-M2.1"),
                row("gemini", "gemini-2.5-pro", STRUCTURED_OUTPUT),
                row("gemini", "gemini-3-pro-preview", STRUCTURED_OUTPUT, THINKING_LEVEL),
                row("gemini", "gemini-3.1-flash", STRUCTURED_OUTPUT, THINKING_LEVEL));
    }

    @ParameterizedTest(name = "{0}/{1} {2}")
    @MethodSource("vendors")
    void knowsTheQuirksOfVendors(String provider, String model, Set<Quirk> expected) {
        assertThat(Quirks.of(CATALOG.find(provider).orElseThrow(), model)).isEqualTo(expected);
    }

    static Stream<Arguments> nodes() {
        return Stream.of(
                row("openai-chat", "some-model", STRUCTURED_OUTPUT),
                row("openai-responses", "some-model", STRUCTURED_OUTPUT),
                row("openai-chat", "gpt-5", STRUCTURED_OUTPUT, MAX_COMPLETION_TOKENS, NO_SAMPLING),
                row("openai-chat", "glm-4.6", STRUCTURED_OUTPUT, SYSTEM_IN_USER, REASONING_CONTENT),
                row("openai-chat", "deepseek-r1", STRUCTURED_OUTPUT, REASONING_CONTENT),
                row("openai-chat", "Mistral-7B", STRUCTURED_OUTPUT, NINE_CHARACTER_TOOL_IDS),
                row("anthropic-messages", "claude-sonnet-4-5"),
                row("anthropic-messages", "claude-opus-4-7", ADAPTIVE_THINKING),
                row("gemini", "gemini-3-pro", STRUCTURED_OUTPUT, THINKING_LEVEL));
    }

    @ParameterizedTest(name = "a {0} node with {1} {2}")
    @MethodSource("nodes")
    void customNodesFollowTheModelsNameOnly(String format, String model, Set<Quirk> expected) {
        assertThat(Quirks.of(node(WireFormat.ofLabel(format)), model)).isEqualTo(expected);
    }

    private static ProviderDescriptor node(WireFormat format) {
        return new ProviderDescriptor(
                new ProviderId("acme"),
                Set.of(),
                "Acme",
                ProviderDescriptor.Tier.API_KEY,
                "http://127.0.0.1:9000",
                format,
                AuthScheme.BEARER,
                Endpoints.of(format),
                Map.of(),
                List.of(),
                Timeouts.DEFAULT,
                false);
    }

    private static Arguments row(String provider, String model, Quirk... expected) {
        return Arguments.of(provider, model, Set.of(expected));
    }
}
