package io.omniroute.routing.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathRewritesTest {
    @ParameterizedTest
    @CsvSource({
        "v1/v1/messages, v1/messages",
        "v1/v1/models/a/b, v1/models/a/b",
        "v1/v1beta/models, v1beta/models",
        "chat/completions, v1/chat/completions",
        "responses, v1/responses",
        "messages, v1/messages",
        "messages/count_tokens, v1/messages/count_tokens",
        "models, v1/models",
        "models/a/b, v1/models/a/b",
        "codex/responses, v1/responses",
        "codex, v1/responses",
    })
    void forgives(String path, String expected) {
        assertThat(PathRewrites.rewritten(path)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1/chat/completions", "v1", "api/providers", "v1beta/models", "modelsx", ""})
    void leavesTheRestAlone(String path) {
        assertThat(PathRewrites.rewritten(path)).isNull();
    }

    @Test
    void rewritesOnce() {
        assertThat(PathRewrites.rewritten("v1/v1/v1/models")).isEqualTo("v1/v1/models");
    }
}
