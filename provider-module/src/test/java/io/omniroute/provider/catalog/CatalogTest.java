package io.omniroute.provider.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.wire.WireFormat;
import java.math.BigDecimal;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogTest {
    private final Catalog catalog = Catalog.bundled();

    @Test
    void holdsEveryChatVendorOfTheFourFormatsAndTheDemo() {
        assertThat(catalog.providers()).hasSize(54);
        assertThat(catalog.providers())
                .extracting(provider -> provider.id().value())
                .isSorted()
                .contains("openai", "anthropic", "gemini", "glm", "demo", "vllm", "cloudflare")
                .doesNotContain("jina", "voyage", "openai-compatible", "anthropic-compatible");
        assertThat(catalog.providers())
                .extracting(ProviderDescriptor::format)
                .contains(WireFormat.OPENAI_CHAT, WireFormat.ANTHROPIC_MESSAGES, WireFormat.GEMINI);
    }

    @Test
    void everyProviderCanBeCalled() {
        for (ProviderDescriptor provider : catalog.providers()) {
            String base = provider.baseUrl().replace("{account_id}", "a").replace("{workspace_host}", "h.example");
            Endpoints paths = provider.endpoints();
            assertThat(base).doesNotContain("{").doesNotEndWith("/");
            for (String path :
                    new String[] {paths.chat(), paths.stream(), paths.models().orElse("/")}) {
                assertThat(path).startsWith("/");
                assertThat(URI.create(base + path.replace("{model}", "m")).isAbsolute())
                        .isTrue();
            }
            assertThat(provider.auth().header()).isNotBlank();
            assertThat(provider.headers().keySet())
                    .noneMatch(name -> name.toLowerCase(Locale.ROOT).contains("key"));
        }
    }

    @Test
    void remoteProvidersUseTlsAndLocalOnesNeedNoKey() {
        for (ProviderDescriptor provider : catalog.providers()) {
            if (provider.auth().required()) {
                assertThat(provider.baseUrl()).startsWith("https://");
            } else {
                assertThat(provider.baseUrl()).matches("(http://127\\.0\\.0\\.1:|demo://).*");
            }
        }
    }

    @Test
    void noModelPathAsksForTheKeyInTheQuery() {
        assertThat(catalog.providers())
                .noneMatch(provider -> provider.endpoints().chat().contains("key="));
    }

    @ParameterizedTest
    @CsvSource({
        "ds, deepseek", "deepseek, deepseek", "or, openrouter", "openrouter, openrouter", "pplx, perplexity",
        "perplexity, perplexity", "hf, huggingface", "ark, volcengine", "doubao, volcengine", "cf, cloudflare"
    })
    void answersToIdsAndAliases(String name, String id) {
        assertThat(catalog.find(name)).map(provider -> provider.id().value()).contains(id);
    }

    @Test
    void findsNothingUnderAnUnknownName() {
        assertThat(catalog.find("no-such-vendor")).isEmpty();
    }

    @Test
    void aliasesAreUnique() {
        Set<String> names = new HashSet<>();
        for (ProviderDescriptor provider : catalog.providers()) {
            assertThat(names.add(provider.id().value())).isTrue();
            provider.aliases()
                    .forEach(alias -> assertThat(names.add(alias)).as(alias).isTrue());
        }
    }

    @Test
    void geminiPutsTheModelIntoThePathAndTheKeyIntoAHeader() {
        ProviderDescriptor gemini = catalog.find("gemini").orElseThrow();
        assertThat(gemini.baseUrl()).isEqualTo("https://generativelanguage.googleapis.com/v1beta");
        assertThat(gemini.endpoints().chat()).isEqualTo("/models/{model}:generateContent");
        assertThat(gemini.endpoints().stream()).isEqualTo("/models/{model}:streamGenerateContent?alt=sse");
        assertThat(gemini.endpoints().countTokens()).contains("/models/{model}:countTokens");
        assertThat(gemini.auth()).isEqualTo(new AuthScheme("x-goog-api-key", "", true));
    }

    @Test
    void anthropicNamesItsVersionAndCounts() {
        ProviderDescriptor anthropic = catalog.find("anthropic").orElseThrow();
        assertThat(anthropic.headers()).containsEntry("anthropic-version", "2023-06-01");
        assertThat(anthropic.endpoints()).isEqualTo(Endpoints.of(WireFormat.ANTHROPIC_MESSAGES));
        assertThat(anthropic.auth()).isEqualTo(new AuthScheme("x-api-key", "", true));
        assertThat(catalog.find("glm").orElseThrow().endpoints().chat()).isEqualTo("/messages?beta=true");
    }

    @Test
    void modelsHaveLimitsPricesAndAbilities() {
        ModelDescriptor model = catalog.find("anthropic")
                .flatMap(provider -> provider.model("claude-sonnet-4-5-20250929"))
                .orElseThrow();
        assertThat(model.contextTokens()).hasValue(200_000);
        assertThat(model.maxOutputTokens()).hasValue(64_000);
        assertThat(model.price())
                .contains(new Price(
                        BigDecimal.valueOf(3),
                        BigDecimal.valueOf(15),
                        Optional.of(new BigDecimal("0.3")),
                        Optional.of(new BigDecimal("3.75")),
                        Optional.empty(),
                        Optional.of(BigDecimal.valueOf(6)),
                        Optional.of(new BigDecimal("0.5"))));
        assertThat(model.tools() && model.vision() && model.reasoning()).isTrue();
    }

    @Test
    void shortModelNamesBecomeTheVendorsOwn() {
        ProviderId groq = new ProviderId("groq");
        assertThat(catalog.shortNames().get(groq)).containsEntry("llama-3.3-70b", "llama-3.3-70b-versatile");
        assertThat(catalog.shortNames().get(groq)).doesNotContainKey("qwen/qwen3-32b");
    }
}
