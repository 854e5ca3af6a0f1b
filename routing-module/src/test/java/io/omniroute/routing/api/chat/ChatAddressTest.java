package io.omniroute.routing.api.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.wire.Envelope;
import io.omniroute.provider.wire.WireFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatAddressTest {
    @ParameterizedTest
    @CsvSource({
        "/v1/chat/completions, OPENAI_CHAT",
        "/v1/chat/completions/, OPENAI_CHAT",
        "//v1/chat/completions, OPENAI_CHAT",
        "/chat/completions, OPENAI_CHAT",
        "/v1/v1/chat/completions, OPENAI_CHAT",
        "/v1/responses, OPENAI_RESPONSES",
        "/codex/responses, OPENAI_RESPONSES",
        "/v1/messages, ANTHROPIC_MESSAGES",
        "/v1/v1/messages, ANTHROPIC_MESSAGES",
    })
    void knowsTheFormatsWhoseBodyNamesTheModel(String path, WireFormat format) {
        assertThat(ChatAddress.of("POST", path, null)).isEqualTo(new ChatAddress.Chat(format, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/messages/count_tokens", "/messages/count_tokens", "/v1/v1/messages/count_tokens"})
    void knowsWhereTokensAreCounted(String path) {
        assertThat(ChatAddress.of("POST", path, null)).isEqualTo(ChatAddress.COUNT);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1beta/models/gemini-3:generateContent, , gemini-3, false, false",
        "/v1/models/gemini-3:generateContent, , gemini-3, false, false",
        "/v1beta/models/acme/a:free:generateContent, key=1, acme/a:free, false, false",
        "/v1beta/models/acme%2Fa+b:generateContent, , acme/a+b, false, false",
        "/v1beta/models/m:streamGenerateContent, , m, true, true",
        "/v1beta/models/m:streamGenerateContent, alt=json, m, true, true",
        "/v1beta/models/m:streamGenerateContent, alt=sse, m, true, false",
        "/v1/v1beta/models/m:streamGenerateContent, key=1&alt=sse, m, true, false",
        "/models/m:streamGenerateContent, alt=sse&key=1, m, true, false",
    })
    void readsTheModelFromGeminisPath(String path, String query, String model, boolean stream, boolean array) {
        assertThat(ChatAddress.of("POST", path, query))
                .isEqualTo(new ChatAddress.Chat(WireFormat.GEMINI, Optional.of(Envelope.ofPath(model, stream, array))));
    }

    @Test
    void knowsGeminisCount() {
        assertThat(ChatAddress.of("POST", "/v1beta/models/m:countTokens", null))
                .isEqualTo(new ChatAddress.Count(WireFormat.GEMINI, Optional.of(Envelope.ofPath("m", false, false))));
    }

    @ParameterizedTest
    @CsvSource({"/v1beta/models/m:embedContent, embedContent", "/v1beta/models/m, ''", "/v1/models/a%ZZ, ''"})
    void tellsWhatGeminiDoesNotHaveHere(String path, String action) {
        assertThat(ChatAddress.of("POST", path, null)).isEqualTo(new ChatAddress.UnknownAction(action));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "OPTIONS", "HEAD", "post"})
    void takesPostOnly(String method) {
        assertThat(ChatAddress.of(method, "/v1/messages", null)).isEqualTo(ChatAddress.WRONG_METHOD);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/models",
        "GET, /v1beta/models/m",
        "GET, /v1",
        "GET, /",
        "POST, /v1/models",
        "POST, /api/providers",
        "POST, /v1/chat/completions/x",
        "POST, /v1/embeddings",
    })
    void leavesTheRestToTheResources(String method, String path) {
        assertThat(ChatAddress.of(method, path, null)).isEqualTo(ChatAddress.ELSEWHERE);
    }
}
