package io.omniroute.routing.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestDigestTest {
    private static final String BODY =
            "{\"model\":\"a\",\"temperature\":0,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ \"temperature\": 0, \"messages\": [{\"content\":\"hi\",\"role\":\"user\"}], \"model\":\"a\" }",
                "{\"model\":\"a\",\"temperature\":0,\"stream\":true,\"stream_options\":{\"include_usage\":true},"
                        + "\"messages\":[{\"role\":\"user\",\"content\":\"h\\u0069\"}]}"
            })
    void orderBlanksEscapesAndTheWishForAStreamDoNotMatter(String same) {
        assertThat(digest(same)).isEqualTo(digest(BODY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"model\":\"a\",\"temperature\":0,\"messages\":[{\"role\":\"user\",\"content\":\"hi \"}]}",
                "{\"model\":\"a\",\"temperature\":0,\"messages\":[{\"role\":\"system\",\"content\":\"hi\"}]}",
                "{\"model\":\"a\",\"temperature\":\"0\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}",
                "{\"model\":\"a\",\"temperature\":0,\"messages\":[[{\"role\":\"user\",\"content\":\"hi\"}]]}",
                "{\"model\":\"a\",\"temperature\":0,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"odd\":null}",
                "{\"model\":\"a\",\"temperature\":0,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"tools\":[]}",
                "{\"model\":\"a\",\"temperature\":0,\"messages\":[{\"role\":\"user\",\"content\":\"hi\",\"stream\":true}]}"
            })
    void everyOtherFieldMatters(String other) {
        assertThat(digest(other)).isNotEqualTo(digest(BODY));
    }

    @Test
    void textsOfTheContextDoNotRunIntoEachOther() {
        byte[] body = bytes(BODY);
        assertThat(RequestDigest.of(List.of("ab", "c"), RequestDigest.tree(body)))
                .isNotEqualTo(RequestDigest.of(List.of("a", "bc"), RequestDigest.tree(body)));
        assertThat(RequestDigest.ofBytes(List.of("ab", "c"), body))
                .isNotEqualTo(RequestDigest.ofBytes(List.of("a", "bc"), body));
    }

    private static String digest(String body) {
        return RequestDigest.of(List.of("key"), RequestDigest.tree(bytes(body)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
